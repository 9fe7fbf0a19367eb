#include "documents/text_reader.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "documents/character_set.hpp"
#include "documents/content_start.hpp"
#include "documents/limits.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

/// Where to cut a paragraph that is too long: after its last white space if there is one near the end, else between two
/// characters.
std::size_t place_to_cut(std::string_view text) {
  const std::size_t space = text.find_last_of(" \n\t");
  if (space != std::string_view::npos && space > text.size() / 2) {
    return space + 1;
  }
  std::size_t place = text.size();
  while (place > 0 && (static_cast<unsigned char>(text[place - 1]) & 0xC0U) == 0x80) {
    --place;
  }
  return place > 1 ? place - 1 : text.size();
}

class TextParagraphs {
 public:
  explicit TextParagraphs(ContentSink& sink) : sink_(&sink) { block_.label = BlockLabel::text; }

  void add(std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t run = std::min(piece.find_first_of("\r\n\f"), piece.size());
      add_to_line(piece.substr(0, run));
      piece.remove_prefix(run);
      if (!piece.empty()) {
        end_line(piece.front());
        piece.remove_prefix(1);
      }
    }
  }

  void finish() {
    end_paragraph();
    if (cuts_ > 0) {
      sink_->warning(fmt::format("TextParagraphs of more than 1 MiB were split, at {} {}", cuts_,
                                 cuts_ == 1 ? "place" : "places"));
    }
  }

 private:
  void add_to_line(std::string_view text) {
    if (text.empty()) {
      return;
    }
    after_carriage_return_ = false;
    line_is_blank_ = line_is_blank_ && text.find_first_not_of(" \t") == std::string_view::npos;
    std::string& paragraph = block_.text;
    while (paragraph.size() + text.size() > max_paragraph_bytes) {
      const std::size_t room = max_paragraph_bytes - std::min(max_paragraph_bytes, paragraph.size());
      paragraph += text.substr(0, room);
      text.remove_prefix(room);
      cut();
    }
    paragraph += text;
  }

  void cut() {
    const std::size_t place = place_to_cut(block_.text);
    std::string rest = block_.text.substr(place);
    block_.text.resize(place);
    sink_->block(block_);
    block_.text = std::move(rest);
    line_start_ = 0;
    ++cuts_;
  }

  void end_line(char character) {
    const bool second_half = character == '\n' && after_carriage_return_;
    after_carriage_return_ = character == '\r';
    if (second_half) {
      return;
    }
    if (line_is_blank_) {
      block_.text.resize(std::min(line_start_, block_.text.size()));
      end_paragraph();
    } else if (character == '\f') {
      end_paragraph();
    } else {
      block_.text.push_back('\n');
    }
    line_start_ = block_.text.size();
    line_is_blank_ = true;
  }

  void end_paragraph() {
    if (line_is_blank_) {
      block_.text.resize(std::min(line_start_, block_.text.size()));
    }
    while (block_.text.ends_with('\n')) {
      block_.text.pop_back();
    }
    if (!block_.text.empty()) {
      sink_->block(block_);
    }
    block_.text.clear();
    line_start_ = 0;
    line_is_blank_ = true;
  }

  ContentSink* sink_;
  Block block_{};
  std::size_t line_start_ = 0;
  bool line_is_blank_ = true;
  bool after_carriage_return_ = false;
  std::uint64_t cuts_ = 0;
};

}  // namespace

void read_text(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink) {
  const CharacterSet character_set = find_character_set(source);
  Metadata metadata;
  metadata.encoding = character_set.name;
  start_content(metadata, fields, sink);
  TextDecoder decoder(source, character_set, NulCharacters::replace);
  TextParagraphs paragraphs(sink);
  for (std::string_view piece = decoder.next(); !piece.empty(); piece = decoder.next()) {
    paragraphs.add(piece);
  }
  paragraphs.finish();
  warn_about_encoding(character_set, decoder, sink);
}

}  // namespace docexport
