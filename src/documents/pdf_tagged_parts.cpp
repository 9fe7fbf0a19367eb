#include "documents/pdf_tagged_parts.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "documents/pdf_tag_roles.hpp"

namespace docexport {
namespace {

constexpr std::size_t covered_percent = 95;
constexpr double artifact_margin_share = 0.14;  ///< of the page's height
/// More words in one paragraph are a page that was tagged without a look at it.
constexpr std::size_t longest_paragraph = 400;

class PartFinder {
 public:
  explicit PartFinder(const PdfPage& page) : page_(page), roles_(find_tag_roles(page.elements)) {}

  std::optional<PdfTaggedParts> find() {
    for (std::size_t word = 0; word < page_.words.size(); ++word) {
      place(word);
    }
    if (covered_ * 100 < page_.words.size() * covered_percent || parts_.empty()) {
      return std::nullopt;
    }
    move_parts();
    for (const PdfTagRole& role : roles_) {
      result_.cell_of_element.push_back(role.cell);
    }
    collect_rows();
    return has_overlong_paragraph() ? std::nullopt : std::optional(std::move(result_));
  }

 private:
  void place(std::size_t index) {
    const PdfWord& word = page_.words[index];
    if (is_furniture(word)) {
      result_.furniture.push_back(index);
      ++covered_;
      return;
    }
    if (word.element < 0 || word.quarter_turns != 0) {
      result_.others.push_back(index);
      return;
    }
    const PdfTagRole& role = roles_[static_cast<std::size_t>(word.element)];
    const bool is_owned = role.owner >= 0;
    covered_ += is_owned ? 1U : 0U;
    PdfTaggedPart& part = parts_[is_owned ? role.owner : word.element];
    if (part.words.empty() && part.label.empty()) {
      describe(role, word.element, part);
    }
    (role.is_label ? part.label : part.words).push_back(index);
  }

  [[nodiscard]] bool is_furniture(const PdfWord& word) const {
    if (word.quarter_turns != 0 || word.element == running_artifact) {
      return word.element == running_artifact && word.quarter_turns == 0;
    }
    const double depth = artifact_margin_share * page_.info.height;
    return word.element == other_artifact && (word.box.bottom < depth || word.box.top > page_.info.height - depth);
  }

  void describe(const PdfTagRole& role, int element, PdfTaggedPart& part) const {
    // Text without a block around it has the lines that its places tell.
    part.kind = role.owner >= 0 ? role.kind : PdfTag::figure;
    part.element = role.owner >= 0 ? role.owner : element;
    part.is_quoted = role.is_quoted;
    part.depth = std::max(role.list_depth - 1, 0);
    if (part.kind == PdfTag::heading) {
      const int level = page_.elements[static_cast<std::size_t>(part.element)].level;
      part.depth = level > 0 ? level : std::clamp(role.section_depth - 1, 1, deepest_heading);
    }
  }

  void move_parts() {
    for (auto& [element, part] : parts_) {
      if (!result_.parts.empty() && takes_label(result_.parts.back(), part)) {
        adopt_label(std::move(result_.parts.back()), part);
        result_.parts.pop_back();
      }
      result_.parts.push_back(std::move(part));
    }
  }

  /// Whether an item of a list has its number from the one and its text from the other.
  static bool takes_label(const PdfTaggedPart& item, const PdfTaggedPart& part) {
    return item.kind == PdfTag::list_item && item.words.empty() && part.label.empty() &&
           (part.kind == PdfTag::heading || part.kind == PdfTag::paragraph);
  }

  static void adopt_label(PdfTaggedPart&& item, PdfTaggedPart& part) {
    if (part.kind == PdfTag::heading) {
      part.words.insert(part.words.begin(), item.label.begin(), item.label.end());
    } else {
      item.words = std::move(part.words);
      part = std::move(item);
    }
  }

  void collect_rows() {
    result_.table_rows.resize(page_.elements.size());
    for (std::size_t row = 0; row < page_.elements.size(); ++row) {
      const PdfTagRole& role = roles_[row];
      if (page_.elements[row].tag == PdfTag::row && role.kind == PdfTag::table && role.cell < 0) {
        result_.table_rows[static_cast<std::size_t>(role.owner)].push_back(static_cast<int>(row));
      }
    }
  }

  [[nodiscard]] bool has_overlong_paragraph() const {
    return std::any_of(result_.parts.begin(), result_.parts.end(), [](const PdfTaggedPart& part) {
      return part.kind != PdfTag::table && part.kind != PdfTag::figure && part.kind != PdfTag::code &&
             part.words.size() > longest_paragraph;
    });
  }

  const PdfPage& page_;
  std::vector<PdfTagRole> roles_;
  std::map<int, PdfTaggedPart> parts_{};  ///< by element
  PdfTaggedParts result_{};
  std::size_t covered_ = 0;
};

}  // namespace

std::optional<PdfTaggedParts> find_tagged_parts(const PdfPage& page) {
  return page.elements.empty() ? std::nullopt : PartFinder(page).find();
}

}  // namespace docexport
