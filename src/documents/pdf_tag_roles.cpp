#include "documents/pdf_tag_roles.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace docexport {
namespace {

constexpr int widest_table = 1000;

/// How many columns each element that is a table has on the page.
std::vector<int> columns_of_tables(const std::vector<PdfElement>& elements) {
  std::vector<int> columns(elements.size());
  for (const PdfElement& cell : elements) {
    if ((cell.tag == PdfTag::cell || cell.tag == PdfTag::header_cell) && cell.parent >= 0) {
      int& width = columns[static_cast<std::size_t>(cell.parent)];
      width = std::min(width + cell.column_span, widest_table);
    }
  }
  for (std::size_t row = elements.size(); row-- > 0;) {
    const PdfElement& element = elements[row];
    if (element.tag != PdfTag::table && element.parent >= 0) {
      int& width = columns[static_cast<std::size_t>(element.parent)];
      width = std::max(width, columns[row]);
    }
  }
  return columns;
}

/// Whether what stands in such an element is text of it and nothing else.
bool is_flat(PdfTag kind) {
  return kind == PdfTag::table || kind == PdfTag::figure || kind == PdfTag::note || kind == PdfTag::caption;
}

bool is_line_of_text(PdfTag kind) {
  return kind == PdfTag::paragraph || kind == PdfTag::title || kind == PdfTag::heading ||
         kind == PdfTag::contents_entry || kind == PdfTag::formula || kind == PdfTag::code;
}

class RoleFinder {
 public:
  explicit RoleFinder(const std::vector<PdfElement>& elements)
      : elements_(elements), columns_(columns_of_tables(elements)), has_body_(elements.size()) {}

  std::vector<PdfTagRole> find() {
    for (std::size_t index = 0; index < elements_.size(); ++index) {
      const int parent = elements_[index].parent;
      PdfTagRole role = parent < 0 ? PdfTagRole{} : roles_[static_cast<std::size_t>(parent)];
      enter(static_cast<int>(index), role);
      roles_.push_back(role);
    }
    return std::move(roles_);
  }

 private:
  void enter(int index, PdfTagRole& role) {
    const PdfTag tag = elements_[static_cast<std::size_t>(index)].tag;
    switch (tag) {
      case PdfTag::container:
        ++role.section_depth;
        return;
      case PdfTag::paragraph:
        return enter_paragraph(index, role);
      case PdfTag::list:
        return enter_list(role);
      case PdfTag::list_label:
        role.is_label = role.kind == PdfTag::list_item;
        return;
      case PdfTag::cell:
      case PdfTag::header_cell:
        role.cell = role.kind == PdfTag::table && role.cell < 0 ? index : role.cell;
        return;
      case PdfTag::header_rows:
      case PdfTag::row:
      case PdfTag::inline_text:
        return;
      case PdfTag::title:
      case PdfTag::heading:
      case PdfTag::contents_entry:
      case PdfTag::list_item:
      case PdfTag::table:
      case PdfTag::caption:
      case PdfTag::figure:
      case PdfTag::formula:
      case PdfTag::code:
      case PdfTag::quote:
      case PdfTag::note:
        role.is_quoted = role.is_quoted || tag == PdfTag::quote;
        return own_unless(is_part(index, role), index, role);
    }
  }

  /// Whether the element is no block of its own but text of the one that it is in.
  [[nodiscard]] bool is_part(int index, const PdfTagRole& role) const {
    const PdfTag tag = elements_[static_cast<std::size_t>(index)].tag;
    if (tag == PdfTag::caption) {
      return role.cell >= 0 || role.kind == PdfTag::caption;
    }
    if (tag == PdfTag::table && columns_[static_cast<std::size_t>(index)] < 2) {
      return true;
    }
    if (tag == PdfTag::formula || tag == PdfTag::code) {
      return is_flat(role.kind) || is_line_of_text(role.kind) || role.kind == PdfTag::list_item;
    }
    return is_flat(role.kind);
  }

  /// The first paragraph of a list's item is the item, what follows is in paragraphs of its own.
  void enter_paragraph(int index, PdfTagRole& role) {
    if (role.kind == PdfTag::list_item && role.owner >= 0 && !has_body_[static_cast<std::size_t>(role.owner)]) {
      has_body_[static_cast<std::size_t>(role.owner)] = !role.is_label;
      return;
    }
    own_unless(is_flat(role.kind) || is_line_of_text(role.kind) || role.is_label, index, role);
  }

  static void enter_list(PdfTagRole& role) {
    if (!is_flat(role.kind)) {
      ++role.list_depth;
      role.owner = -1;
      role.kind = PdfTag::container;
      role.is_label = false;
    }
  }

  void own_unless(bool belongs_to_other, int index, PdfTagRole& role) const {
    if (!belongs_to_other) {
      role.owner = index;
      role.kind = elements_[static_cast<std::size_t>(index)].tag;
      role.cell = -1;
      role.is_label = false;
    }
  }

  const std::vector<PdfElement>& elements_;
  std::vector<int> columns_;
  std::vector<bool> has_body_;  ///< of items
  std::vector<PdfTagRole> roles_{};
};

}  // namespace

std::vector<PdfTagRole> find_tag_roles(const std::vector<PdfElement>& elements) {
  return RoleFinder(elements).find();
}

}  // namespace docexport
