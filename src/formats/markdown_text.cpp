#include "formats/markdown_text.hpp"

#include <algorithm>

#include "formats/ascii.hpp"
#include "formats/markdown_line_start.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

std::size_t count_runs(std::string_view text, char byte) {
  std::size_t runs = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    runs += text[index] == byte && (index == 0 || text[index - 1] != byte) ? 1U : 0U;
  }
  return runs;
}

/// Whether `&` at the front of the text begins a character reference, or may begin one that what follows the text
/// (`next`, 0 if nothing does) completes.
bool begins_reference(std::string_view text, char next) {
  const std::size_t semicolon = text.find(';');
  const std::size_t end = semicolon == std::string_view::npos && next != '\0' ? text.size() : semicolon;
  constexpr std::size_t longest = 34;
  if (end > longest) {  // also when there is none
    return false;
  }
  std::string_view name = text.substr(1, end - 1);
  if (name.starts_with('#')) {
    name.remove_prefix(1);
  }
  const bool is_complete = semicolon == end;
  return !(is_complete && name.empty()) && std::all_of(name.begin(), name.end(), is_ascii_alphanumeric);
}

bool is_space_or_edge(char byte) {
  return byte == '\0' || byte == ' ' || byte == '\t' || byte == '\n';
}

/// Escapes text byte by byte; what precedes is what was already appended.
class TextEscaper {
 public:
  TextEscaper(std::string& markdown, std::string_view piece, const MarkdownEscapes& escapes, char next)
      : markdown_(markdown),
        piece_(piece),
        escapes_(escapes),
        next_(next),
        has_line_end_(piece.find('\n') != std::string_view::npos) {}

  void run() {
    for (position_ = 0; position_ < piece_.size(); ++position_) {
      append_byte(piece_[position_]);
    }
  }

 private:
  [[nodiscard]] char after(std::size_t distance = 1) const {
    return position_ + distance < piece_.size() ? piece_[position_ + distance] : next_;
  }
  [[nodiscard]] char before() const { return markdown_.empty() ? '\0' : markdown_.back(); }

  /// Parsers differ in what may follow a tag's first character, but not in how a tag ends.
  [[nodiscard]] bool may_begin_tag() const {
    return !is_space_or_edge(after()) || piece_.find('>', position_) != std::string_view::npos;
  }

  void append_byte(char byte) {
    if (byte == '<' && may_begin_tag()) {
      markdown_ += "&lt;";
    } else if (byte == '&' && begins_reference(piece_.substr(position_), next_)) {
      markdown_ += "&amp;";
    } else if (byte == '_') {
      append_underscores();
    } else {
      if (needs_backslash(byte)) {
        markdown_ += '\\';
      }
      markdown_ += byte;
    }
  }

  [[nodiscard]] bool needs_backslash(char byte) const {
    switch (byte) {
      case '\\':
        return after() == '\0' || after() == '\n' || is_ascii_punctuation(after());
      case '`':
        return true;
      case '*':
        return escapes_.stars && !stands_alone(after());
      case '~':
        return escapes_.tildes;
      case '[':
      case ']':
        return escapes_.brackets;
      case '|':
        return escapes_.pipes;
      case '!':
        return after() == '[' && position_ + 1 == piece_.size();
      default:
        return false;
    }
  }

  /// Whether there are blanks around what is at the position. A line end is none: in a table it becomes markup.
  [[nodiscard]] bool stands_alone(char following) const {
    return !has_line_end_ && is_space_or_edge(before()) && is_space_or_edge(following);
  }

  /// Between letters or digits, and between blanks, underscores are never markup.
  void append_underscores() {
    const std::size_t end = std::min(piece_.find_first_not_of('_', position_), piece_.size());
    const char following = after(end - position_);
    const bool is_inside_word = is_ascii_alphanumeric(before()) && is_ascii_alphanumeric(following);
    const bool is_escaped = escapes_.underscores && !is_inside_word && !stands_alone(following);
    const std::string_view underscore = is_escaped ? "\\_" : "_";
    for (; position_ < end; ++position_) {
      markdown_ += underscore;
    }
    --position_;
  }

  std::string& markdown_;
  std::string_view piece_;
  const MarkdownEscapes& escapes_;
  char next_;
  bool has_line_end_;
  std::size_t position_ = 0;
};

std::string_view trim_line(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return line.substr(first, line.find_last_not_of(" \t") + 1 - first);
}

/// Whether the text ends with a backslash that would escape what follows.
bool ends_with_backslash(std::string_view text) {
  const std::size_t last = text.find_last_not_of('\\');
  return (text.size() - (last == std::string_view::npos ? 0 : last + 1)) % 2 == 1;
}

/// Calls `take` with each line that is not blank, without the blanks around it.
template <typename Take>
void for_each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim_line(text.substr(0, end));
    if (!line.empty()) {
      take(line);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

MarkdownEscapes choose_escapes(std::string_view text) {
  MarkdownEscapes escapes;
  escapes.stars = count_runs(text, '*') > 1;
  escapes.underscores = count_runs(text, '_') > 1;
  escapes.tildes = count_runs(text, '~') > 1;
  for (std::size_t close = text.find(']'); close != std::string_view::npos; close = text.find(']', close + 1)) {
    const char after = close + 1 < text.size() ? text[close + 1] : '\0';
    escapes.brackets = escapes.brackets || after == '(' || after == '[' || after == ':';
  }
  // [ ] at the start of an item would be a task, [^1] a footnote.
  const std::size_t first = std::min(text.find_first_not_of(" \t\n"), text.size());
  escapes.brackets =
      escapes.brackets || text.substr(first).starts_with('[') || text.find("[^") != std::string_view::npos;
  return escapes;
}

void append_markdown_text(std::string& markdown, std::string_view piece, const MarkdownEscapes& escapes, char next) {
  TextEscaper(markdown, piece, escapes, next).run();
}

std::string markdown_lines(std::string_view inlines, std::string_view indent) {
  std::string lines;
  for_each_line(inlines, [&](std::string_view line) {
    if (!lines.empty()) {
      lines += "  \n";
      lines += indent;
    }
    lines += escape_line_start(line);
  });
  return lines;
}

std::string markdown_one_line(std::string_view inlines, std::string_view separator) {
  std::string joined;
  for_each_line(inlines, [&](std::string_view line) {
    if (!joined.empty()) {
      joined += ends_with_backslash(joined) ? "\\" : "";
      joined += separator;
    }
    joined += line;
  });
  return joined;
}

std::string markdown_heading(std::string_view inlines) {
  std::string heading = markdown_one_line(inlines, " ");
  const std::size_t last = heading.find_last_not_of('#');
  const std::size_t closing = last == std::string::npos ? 0 : last + 1;
  const bool looks_closed = closing < heading.size() && (closing == 0 || heading[closing - 1] == ' ');
  if (looks_closed) {
    heading.insert(closing, 1, '\\');
  }
  return heading;
}

std::string markdown_cell(std::string_view text) {
  const std::string readable = readable_text(text);
  MarkdownEscapes escapes = choose_escapes(readable);
  escapes.pipes = true;
  std::string cell;
  append_markdown_text(cell, readable, escapes, '\0');
  return markdown_one_line(cell, "<br>");
}

std::string markdown_target(std::string_view target) {
  std::string readable = readable_text(target);
  const bool is_bare = !readable.empty() && readable.find_first_of(" \t\n()<>") == std::string::npos;
  std::string written = is_bare ? "" : "<";
  for (std::size_t position = 0; position < readable.size(); ++position) {
    const char byte = readable[position];
    if (byte == '\n') {
      written += "%0A";
    } else if (byte == '&' && begins_reference(std::string_view(readable).substr(position), '\0')) {
      written += "&amp;";
    } else {
      const bool is_backslash =
          byte == '\\' && position + 1 < readable.size() && is_ascii_punctuation(readable[position + 1]);
      written += is_backslash || byte == '<' || byte == '>' || (byte == '\\' && !is_bare) ? "\\" : "";
      written += byte;
    }
  }
  return written + (is_bare ? "" : ">");
}

}  // namespace docexport
