#pragma once

#include <pugixml.hpp>

#include <cstdint>
#include <string>
#include <string_view>

#include "documents/reading_budget.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// White space between elements is dropped in `leaves` (Office), where an element has either text or elements, and kept
/// in `mixed` (OpenDocument, XHTML), where it is text as well. Of a leaf xml_text gives the text in both.
enum class XmlText { leaves, mixed };

/// A document is held whole, so a part is not read beyond this.
inline constexpr std::uint64_t max_xml_part_bytes = std::uint64_t{256} << 20;

/// A parsed XML document: text and attributes are valid UTF-8, no element is deeper than the budget allows, so that
/// what walks it may call itself, and no entity but XML's own was replaced. A document that breaks off or is not
/// well-formed is kept as far as it could be read. Throws Error: `input` when nothing could be read, `limit` for too
/// deep ones and those that define entities.
class XmlDocument {
 public:
  /// `name` is what messages call it: "report.docx: the part word/document.xml".
  XmlDocument(std::string text, const std::string& name, const ReadingBudget& budget, XmlText kind = XmlText::leaves);
  /// A member of an archive.
  XmlDocument(ZipArchive& archive, std::string_view part, const ReadingBudget& budget, XmlText kind = XmlText::leaves);
  XmlDocument(const XmlDocument&) = delete;
  XmlDocument& operator=(const XmlDocument&) = delete;
  XmlDocument(XmlDocument&&) = delete;
  XmlDocument& operator=(XmlDocument&&) = delete;
  ~XmlDocument() = default;

  [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }
  /// Why it was not read to its end, one sentence for a warning; empty if it was.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

 private:
  void check_tree(const ReadingBudget& budget, bool may_be_invalid) const;

  std::string text_;
  pugi::xml_document document_{};
  std::string fault_{};
};

// Names without their prefix: which prefix stands for a namespace is the document's choice.
std::string_view local_name(const char* name);
inline std::string_view local_name(pugi::xml_node node) {
  return local_name(node.name());
}
/// The first child element of that name; null if there is none.
pugi::xml_node xml_child(pugi::xml_node parent, std::string_view name);
/// The value of the attribute, whatever its prefix; null if there is none.
pugi::xml_attribute xml_attribute(pugi::xml_node node, std::string_view name);
std::string_view xml_value(pugi::xml_node node, std::string_view attribute);
/// The same for an attribute that must have a prefix, as `r:id` beside `id`.
std::string_view xml_prefixed_value(pugi::xml_node node, std::string_view attribute);
/// The text of a leaf.
inline std::string_view xml_text(pugi::xml_node node) {
  return node.child_value();
}
/// All text below `top`, in its order.
std::string xml_deep_text(pugi::xml_node top);
/// The next node in document order within `top`; null at the end. Together with top.first_child() it visits all.
pugi::xml_node xml_next(pugi::xml_node node, pugi::xml_node top);

}  // namespace docexport
