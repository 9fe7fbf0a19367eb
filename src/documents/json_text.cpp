#include "documents/json_text.hpp"

#include <iterator>

#include <fmt/format.h>

namespace docexport {
namespace {

void append_escape(std::string& out, char character) {
  switch (character) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(character));
  }
}

bool needs_escape(char character) {
  return static_cast<unsigned char>(character) < 0x20 || character == '"' || character == '\\';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  std::size_t run_start = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (needs_escape(text[index])) {
      out.append(text.substr(run_start, index - run_start));
      append_escape(out, text[index]);
      run_start = index + 1;
    }
  }
  out.append(text.substr(run_start));
  out.push_back('"');
}

}  // namespace docexport
