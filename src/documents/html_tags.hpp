#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace docexport {

/// A tag as it stands in the text of a page.
struct HtmlTag {
  std::string name{};  ///< lower case
  bool is_end = false;
  bool is_self_closing = false;
  std::size_t begin = 0;  ///< of `<`
  std::size_t end = 0;    ///< after `>`
  std::size_t attributes = 0;
};

/// Finds the tags of a page in one pass, as a browser does: not in comments, nor in scripts and what else is text only.
class HtmlTagScanner {
 public:
  explicit HtmlTagScanner(std::string_view html) : html_(html) {}

  /// Whether there was another; `tag` is then that.
  bool next(HtmlTag& tag);

 private:
  [[nodiscard]] std::size_t after_markup(std::size_t begin) const;
  void read_tag(HtmlTag& tag, std::size_t begin);
  [[nodiscard]] std::size_t skip_attribute(std::size_t position) const;
  [[nodiscard]] std::size_t skip_value(std::size_t position) const;
  void skip_raw_text(const std::string& name);

  std::string_view html_;
  std::size_t position_ = 0;
};

/// Whether the element never has an end tag: `br`, `img` …
bool is_void_element(std::string_view name);

/// The text of an XHTML page as an HTML parser understands it: elements that are closed where they begin (`<title/>`)
/// get an end tag.
std::string expand_empty_elements(std::string_view xhtml);

}  // namespace docexport
