#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "documents/xml_document.hpp"

namespace docexport {

/// What a run says about itself; what it does not say its style does.
struct RunFormat {
  std::optional<bool> bold{};
  std::optional<bool> italic{};
  std::optional<bool> strikethrough{};
  std::optional<bool> hidden{};
  std::optional<bool> fixed_width{};
  std::string font{};
};

/// A list that a paragraph belongs to: numId and ilvl. The level is absent where the numbering says it for the style.
struct ListReference {
  int list = 0;
  std::optional<int> level{};
};

enum class ParagraphRole { body, title, heading, code, quote, caption };

/// A paragraph style with all that it inherits.
struct ParagraphStyle {
  std::string id{};
  ParagraphRole role = ParagraphRole::body;
  int heading_level = 0;  ///< from 1
  std::optional<ListReference> list{};
  RunFormat run{};
};

/// `<w:b/>`, `<w:b w:val="0"/>`: on unless it says off.
bool is_switched_on(pugi::xml_node node);
std::optional<int> number_value(pugi::xml_node node, std::string_view attribute);
/// Of a numPr; nullopt when there is none.
std::optional<ListReference> read_list_reference(pugi::xml_node paragraph_properties);
/// Of an outlineLvl: 1 for the highest; nullopt for body text.
std::optional<int> read_outline_level(pugi::xml_node paragraph_properties);

/// The styles of a Word document. What a style is for is told by its built-in name, which Word keeps in English in
/// every language, by its outline level, and by what it is based on.
class DocxStyles {
 public:
  /// Keeps what it needs of `w:styles`.
  void load(pugi::xml_node styles);
  /// The default style for an empty or unknown id.
  [[nodiscard]] const ParagraphStyle& paragraph(std::string_view id) const;
  /// Of a character style; null when unknown.
  [[nodiscard]] const RunFormat* character(std::string_view id) const;
  /// The run's own format over that of its character style.
  [[nodiscard]] RunFormat run_format(pugi::xml_node run_properties) const;
  [[nodiscard]] const std::string& language() const noexcept { return language_; }

 private:
  std::unordered_map<std::string, ParagraphStyle> paragraphs_{};
  std::unordered_map<std::string, RunFormat> characters_{};
  ParagraphStyle default_paragraph_{};
  std::string language_{};
};

}  // namespace docexport
