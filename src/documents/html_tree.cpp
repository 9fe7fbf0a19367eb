#include "documents/html_tree.hpp"

#include <csetjmp>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "documents/html_nesting.hpp"
#include "documents/limits.hpp"

namespace docexport {
namespace {

/// Gumbo does not look whether it got memory, and an exception must not pass through it, which is C: where there is no
/// more, the way out is a jump over its frames. What it leaves behind belongs to the memory.
struct Parsing {
  HtmlMemory* memory = nullptr;
  std::jmp_buf way_out{};
};

void* take_memory(void* user, std::size_t size) {
  Parsing& parsing = *static_cast<Parsing*>(user);
  void* const block = parsing.memory->take(size);
  if (block == nullptr) {
    std::longjmp(parsing.way_out, 1);  // NOLINT(cert-err52-cpp,modernize-avoid-setjmp-longjmp)
  }
  return block;
}

void give_memory_back(void* user, void* block) {
  static_cast<Parsing*>(user)->memory->give_back(block);
}

/// Null when the memory did not suffice.
const GumboOutput* parse(const GumboOptions& options, std::string_view text, Parsing& parsing) {
  if (setjmp(parsing.way_out) != 0) {  // NOLINT(cert-err52-cpp,modernize-avoid-setjmp-longjmp)
    return nullptr;
  }
  return gumbo_parse_with_options(&options, text.data(), text.size());
}

}  // namespace

HtmlTree::HtmlTree(std::string text, const std::string& name, const ReadingBudget& budget)
    : text_(std::move(text)), memory_(std::make_unique<HtmlMemory>(max_html_tree_bytes)) {
  check_html_nesting(text_, name, budget);
  Parsing parsing{.memory = memory_.get()};
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = take_memory;
  options.deallocator = give_memory_back;
  options.userdata = &parsing;
  options.max_errors = 0;
  const GumboOutput* const output = parse(options, text_, parsing);
  if (output == nullptr) {
    throw Error(ErrorKind::limit, fmt::format("{}: its elements need more than {} of memory, the most that a page of "
                                              "HTML may; split it into several",
                                              name, format_size(max_html_tree_bytes)));
  }
  root_ = output->root;
}

HtmlTree::~HtmlTree() = default;

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* const found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboElement& element, const char* name) {
  return gumbo_get_attribute(&element.attributes, name) != nullptr;
}

bool is_html_space(char character) {
  return character == ' ' || character == '\n' || character == '\t' || character == '\r' || character == '\f';
}

bool has_word(std::string_view value, std::string_view word) {
  std::size_t begin = 0;
  while (begin < value.size()) {
    std::size_t end = begin;
    while (end < value.size() && !is_html_space(value[end])) {
      ++end;
    }
    if (to_lower_ascii(value.substr(begin, end - begin)) == word) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

std::string collapse_white_space(std::string_view text) {
  std::string collapsed;
  for (const char character : text) {
    if (!is_html_space(character)) {
      collapsed.push_back(character);
    } else if (!collapsed.empty() && collapsed.back() != ' ') {
      collapsed.push_back(' ');
    }
  }
  while (collapsed.ends_with(' ')) {
    collapsed.pop_back();
  }
  return collapsed;
}

std::string collapsed_text(const GumboNode& node) {
  std::string text;
  walk_html(node, [&text](const GumboNode& below) {
    text += text_of(below);
    return is_element(below, GUMBO_TAG_SCRIPT) || is_element(below, GUMBO_TAG_STYLE) ? Visit::past : Visit::inside;
  });
  return collapse_white_space(text);
}

}  // namespace docexport
