#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace docexport::test {

/// The structure tree of a PDF file that is being written.
class PdfElements {
 public:
  [[nodiscard]] bool empty() const { return elements_.empty(); }

  /// Adds an element to another one, 0 for the tree itself; gives its number, from 1.
  int add(int parent, std::string_view type, std::string_view entries) {
    elements_.push_back({.parent = parent, .dictionary = fmt::format("/S /{} {}", type, entries)});
    const int number = static_cast<int>(elements_.size());
    if (parent > 0) {
      at(parent).children.push_back({.element = number});
    }
    return number;
  }

  /// Adds content to an element; gives the mark that names it.
  int add_mark(int element, std::size_t page_object) {
    at(element).children.push_back({.page_object = page_object, .mark = marks_});
    return marks_++;
  }

  /// Appends the tree, and the list that names the element of each mark: it is the same for all pages.
  void write(std::vector<std::string>& objects) const {
    const std::size_t root = objects.size();
    std::vector<std::string> element_of_mark(static_cast<std::size_t>(marks_));
    std::string top;
    objects.emplace_back();
    for (const Element& element : elements_) {
      const std::string own = fmt::format("{} 0 R ", objects.size());
      std::string children;
      for (const Child& child : element.children) {
        if (child.element > 0) {
          children += fmt::format("{} 0 R ", root + static_cast<std::size_t>(child.element));
        } else {
          children += fmt::format("<< /Type /MCR /Pg {} 0 R /MCID {} >> ", child.page_object, child.mark);
          element_of_mark[static_cast<std::size_t>(child.mark)] = own;
        }
      }
      top += element.parent == 0 ? own : "";
      const std::size_t parent = root + static_cast<std::size_t>(element.parent);
      objects.push_back(fmt::format("<< /P {} 0 R {} /K [{}] >>", parent, element.dictionary, children));
    }
    objects[root] = fmt::format("<< /K [{}] /RoleMap << /Headline /H2 >> /ParentTree << /Nums [0 [{}]] >> >>", top,
                                fmt::join(element_of_mark, ""));
  }

 private:
  /// An element inside another one, or content of a page.
  struct Child {
    int element = 0;
    std::size_t page_object = 0;
    int mark = 0;
  };

  struct Element {
    int parent = 0;
    std::string dictionary{};
    std::vector<Child> children{};
  };

  Element& at(int number) { return elements_[static_cast<std::size_t>(number) - 1]; }

  std::vector<Element> elements_{};
  int marks_ = 0;
};

}  // namespace docexport::test
