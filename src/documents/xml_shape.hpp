#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "documents/expat_parser.hpp"

namespace docexport {

enum class XmlPartKind { attribute, element, text };

struct XmlShape;

/// An attribute, a kind of child element, or the text of a kind of element.
struct XmlPart {
  XmlPartKind kind = XmlPartKind::element;
  std::string name{};
  std::string first_value{};          ///< of an attribute, shortened
  std::unique_ptr<XmlShape> shape{};  ///< of an element
};

/// What all elements that have the same names above them have in common.
struct XmlShape {
  std::string name{};
  std::uint64_t count = 0;  ///< how many there are
  bool has_elements = false;
  bool is_mixed = false;         ///< text stands beside elements in it
  bool holds_mixed = false;      ///< in it or in an element below
  std::size_t longest_text = 0;  ///< of those without elements
  std::string first_text{};      ///< the first of these, shortened
  std::vector<XmlPart> parts{};  ///< in order of first appearance

  [[nodiscard]] const XmlShape* child(std::string_view child_name) const;
  [[nodiscard]] bool has_attributes() const;

  std::unordered_map<std::string, std::size_t> part_indexes{};  ///< by kind and name
};

/// Whether the attribute declares a namespace, and says nothing of the element.
bool is_namespace_declaration(std::string_view attribute_name);

/// Learns a document's shape, as it is parsed. Memory grows with the number of different elements; throws Error
/// (`limit`) when there are very many.
class XmlShapeReader : public XmlHandler {
 public:
  explicit XmlShapeReader(std::string document_name) : document_name_(std::move(document_name)) {}

  void begin_element(std::string_view name, const XmlAttributes& attributes) override;
  void end_element(std::string_view name) override;
  void text(std::string_view piece) override;

  /// The root element's; null before it came.
  [[nodiscard]] const XmlShape* root() const { return root_.get(); }

 private:
  struct Frame {
    XmlShape* shape = nullptr;
    bool has_elements = false;
    bool has_text = false;
    std::string text{};
    std::size_t text_bytes = 0;
  };

  XmlPart& part_of(XmlShape& shape, XmlPartKind kind, std::string_view name);
  XmlShape& shape_of_child(std::string_view name);
  void mark_mixed();

  std::string document_name_;
  std::unique_ptr<XmlShape> root_{};
  std::vector<Frame> open_{};
  std::size_t parts_ = 0;
};

}  // namespace docexport
