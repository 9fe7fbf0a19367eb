#include "documents/markdown_reader.hpp"

#include <exception>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <md4c.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "documents/character_set.hpp"
#include "documents/content_start.hpp"
#include "documents/limits.hpp"
#include "documents/markdown_blocks.hpp"
#include "documents/markdown_front_matter.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

/// An exception must not pass through md4c, which is C: it waits here.
struct Reading {
  MarkdownBlocks blocks;
  std::exception_ptr failure{};

  template <typename Step>
  int take(Step step) noexcept {
    try {
      step(blocks);
      return 0;
    } catch (...) {
      failure = std::current_exception();
      return 1;
    }
  }
};

Reading& reading_of(void* user) {
  return *static_cast<Reading*>(user);
}

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  return reading_of(user).take([&](MarkdownBlocks& blocks) { blocks.enter_block(type, detail); });
}

int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  return reading_of(user).take([&](MarkdownBlocks& blocks) { blocks.leave_block(type); });
}

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  return reading_of(user).take([&](MarkdownBlocks& blocks) { blocks.enter_span(type, detail); });
}

int leave_span(MD_SPANTYPE type, void* /*detail*/, void* user) {
  return reading_of(user).take([&](MarkdownBlocks& blocks) { blocks.leave_span(type); });
}

int add_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  return reading_of(user).take([&](MarkdownBlocks& blocks) { blocks.add_text(type, {text, size}); });
}

void parse_markdown(std::string_view text, const std::string& name, ContentSink& sink) {
  MD_PARSER parser{};
  parser.flags = MD_DIALECT_GITHUB;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = add_text;
  Reading reading{.blocks = MarkdownBlocks(text.size(), name, sink)};
  const int result = md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &reading);
  if (reading.failure) {
    std::rethrow_exception(reading.failure);
  }
  if (result != 0) {
    throw Error(ErrorKind::limit, fmt::format("{}: the memory did not suffice to parse the Markdown text", name));
  }
  reading.blocks.finish();
}

}  // namespace

void read_markdown(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink) {
  if (source.size() > max_markdown_bytes) {
    throw Error(ErrorKind::limit, fmt::format("{} has {}; Markdown is read up to {}", source.name(),
                                              format_size(source.size()), format_size(max_markdown_bytes)));
  }
  const CharacterSet character_set = find_character_set(source);
  TextDecoder decoder(source, character_set, NulCharacters::replace);
  const std::string text = decode_all(decoder, max_markdown_bytes, source.name());
  Metadata metadata;
  metadata.encoding = character_set.name;
  const FrontMatter matter = take_front_matter(text, metadata);
  start_content(metadata, fields, sink);
  if (!matter.rest.empty()) {
    sink.block({.label = BlockLabel::code, .text = matter.rest, .language = "yaml"});
  }
  parse_markdown(std::string_view(text).substr(matter.length), source.name(), sink);
  warn_about_encoding(character_set, decoder, sink);
}

}  // namespace docexport
