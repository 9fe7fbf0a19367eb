#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docexport {

/// An element of S3's answers: they have no mixed content, and their attributes do not matter.
struct XmlElement {
  std::string name{};  ///< without a namespace prefix
  std::string text{};  ///< of the element itself, entities resolved
  std::vector<XmlElement> children{};

  /// The first child of this name, or nullptr.
  [[nodiscard]] const XmlElement* child(std::string_view child_name) const;
  /// The text of the first child of this name; empty when there is none.
  [[nodiscard]] std::string_view child_text(std::string_view child_name) const;
};

/// Reads a document that nobody vouches for. nullopt when it is not well formed, is cut short, has a DTD, an entity
/// beyond XML's five and the numeric ones, is nested deeper than 32 or has more than 200,000 elements.
std::optional<XmlElement> parse_xml(std::string_view document);

/// The text as it may stand between two tags. nullopt when it holds a character that XML cannot express.
std::optional<std::string> escape_xml(std::string_view text);

}  // namespace docexport
