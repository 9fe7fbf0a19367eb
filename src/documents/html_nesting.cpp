#include "documents/html_nesting.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/html_tags.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_attributes = 1000;
/// A parser keeps no more than this many unended formats that are the same.
constexpr int most_equal_formats = 3;

using Names = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view name, Names names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_format(std::string_view name) {
  return is_one_of(name,
                   {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"});
}

bool is_cell(std::string_view name) {
  return is_one_of(name, {"td", "th", "caption"});
}

/// What begins a paragraph of its own, and so ends one that is open.
bool ends_paragraph(std::string_view name) {
  return is_one_of(
      name, {"address", "article", "aside",   "blockquote", "center", "details", "dialog",     "dir",     "div", "dl",
             "dd",      "dt",      "li",      "fieldset",   "figure", "footer",  "form",       "h1",      "h2",  "h3",
             "h4",      "h5",      "h6",      "header",     "hgroup", "hr",      "main",       "menu",    "nav", "ol",
             "p",       "pre",     "section", "summary",    "table",  "ul",      "figcaption", "listing", "xmp"});
}

/// Follows the elements that are open.
class Nesting {
 public:
  explicit Nesting(const ReadingBudget& budget) : budget_(&budget) {}

  void take(const HtmlTag& tag, std::string_view source) {
    if (tag.is_end) {
      end(tag.name);
    } else if (!is_void_element(tag.name) && !(tag.is_self_closing && is_foreign())) {
      begin(tag.name, source);
    }
    budget_->check_depth(open_.size() + formats_.size());
  }

 private:
  struct Format {
    std::string name{};  // empty for the mark that a table's cell sets
    std::size_t source = 0;
  };

  void begin(const std::string& name, std::string_view source) {
    if (is_format(name)) {
      return begin_format(name, std::hash<std::string_view>{}(source));
    }
    if (is_one_of(name, {"li"})) {
      close_up_to({"li"}, {"ul", "ol", "menu", "dir", "td", "th"});
    } else if (is_one_of(name, {"dt", "dd"})) {
      close_up_to({"dt", "dd"}, {"dl", "ul", "ol", "td", "th"});
    } else if (is_one_of(name, {"tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup"})) {
      // Without a table they are nothing.
      if (std::find(open_.begin(), open_.end(), "table") == open_.end()) {
        return;
      }
      begin_table_part(name);
    } else if (is_one_of(name, {"option", "optgroup", "rt", "rp", "rb", "rtc", "button"})) {
      close_up_to({name}, {"select", "ruby", "td", "th"});
    }
    if (ends_paragraph(name)) {
      close_up_to({"p"}, {"button", "object", "applet", "marquee", "td", "th", "caption"});
    }
    open_.push_back(name);
    if (is_cell(name)) {
      formats_.push_back({});
    }
  }

  void begin_table_part(std::string_view name) {
    if (is_one_of(name, {"td", "th"})) {
      close_down_to({"tr", "table"});
    } else if (name == "tr") {
      close_down_to({"tbody", "thead", "tfoot", "table"});
    } else {
      close_down_to({"table"});
    }
  }

  void begin_format(const std::string& name, std::size_t source) {
    if (name == "a" || name == "nobr") {
      end_format(name);
    }
    const auto equal = std::count_if(formats_.begin(), formats_.end(), [&](const Format& format) {
      return format.source == source && format.name == name;
    });
    if (equal < most_equal_formats) {
      formats_.push_back({.name = name, .source = source});
    }
  }

  void end(const std::string& name) {
    if (is_format(name)) {
      end_format(name);
    } else if (name == "table") {
      close_up_to({name}, {});
    } else if (is_one_of(name, {"tr", "td", "th", "tbody", "thead", "tfoot", "caption"})) {
      close_up_to({name}, {"table"});
    } else if (!is_one_of(name, {"body", "html"})) {
      close_up_to({name}, {"td", "th", "caption"});
    }
  }

  void end_format(const std::string& name) {
    for (auto format = formats_.rbegin(); format != formats_.rend() && !format->name.empty(); ++format) {
      if (format->name == name) {
        formats_.erase(std::next(format).base());
        return;
      }
    }
  }

  /// Ends the innermost element of these names and all in it, unless one that bounds them is in between.
  void close_up_to(Names names, Names bounds) {
    for (std::size_t index = open_.size(); index > 0; --index) {
      const std::string& name = open_[index - 1];
      if (is_one_of(name, names)) {
        return resize(index - 1);
      }
      if (is_one_of(name, bounds)) {
        return;
      }
    }
  }

  /// Ends all that is in the innermost element of these names.
  void close_down_to(Names names) {
    for (std::size_t index = open_.size(); index > 0; --index) {
      if (is_one_of(open_[index - 1], names)) {
        return resize(index);
      }
    }
  }

  void resize(std::size_t size) {
    while (open_.size() > size) {
      if (is_cell(open_.back())) {
        forget_formats_of_cell();
      }
      open_.pop_back();
    }
  }

  void forget_formats_of_cell() {
    while (!formats_.empty() && !formats_.back().name.empty()) {
      formats_.pop_back();
    }
    if (!formats_.empty()) {
      formats_.pop_back();
    }
  }

  [[nodiscard]] bool is_foreign() const {
    return std::any_of(open_.begin(), open_.end(),
                       [](const std::string& name) { return name == "svg" || name == "math"; });
  }

  const ReadingBudget* budget_;
  std::vector<std::string> open_{};
  std::vector<Format> formats_{};
};

}  // namespace

void check_html_nesting(std::string_view html, const std::string& name, const ReadingBudget& budget) {
  Nesting nesting(budget);
  HtmlTagScanner scanner(html);
  HtmlTag tag;
  while (scanner.next(tag)) {
    if (tag.attributes > most_attributes) {
      throw Error(
          ErrorKind::limit,
          fmt::format("{}: an element has more than {} attributes, the most that one may have", name, most_attributes));
    }
    nesting.take(tag, html.substr(tag.begin, tag.end - tag.begin));
  }
}

}  // namespace docexport
