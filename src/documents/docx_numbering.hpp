#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "documents/docx_styles.hpp"
#include "documents/xml_document.hpp"

namespace docexport {

/// What stands before a paragraph of a list.
struct DocxListMarker {
  std::string text{};  ///< "1.", "(a)", "2.1"; "-" for every bullet
  int level = 0;       ///< from 0
  bool ordered = false;
};

/// The lists of a Word document, and how far each has been counted.
class DocxNumbering {
 public:
  void load(pugi::xml_node numbering);
  /// Counts a paragraph of the list, whose style's id helps where the reference does not say the level. nullopt when
  /// the list is unknown or shows nothing before its paragraphs.
  std::optional<DocxListMarker> next(const ListReference& reference, std::string_view style);

 private:
  static constexpr std::size_t level_count = 9;

  struct Level {
    std::string format = "decimal";
    std::string text{};
    std::string style{};
    int start = 1;
    std::optional<int> restart{};
    bool is_legal = false;  // all numbers are decimal
    bool is_defined = false;
  };
  using Levels = std::array<Level, level_count>;

  struct Definition {
    Levels levels{};
    std::string style_link{};
    std::string number_style_link{};
    std::array<std::optional<int>, level_count> counts{};
  };

  struct List {
    int definition = 0;
    Levels overrides{};
    std::array<std::optional<int>, level_count> starts{};
    bool is_begun = false;
  };

  static Level read_level(pugi::xml_node node);
  void read_definition(pugi::xml_node node);
  void read_list(pugi::xml_node node);
  void resolve_links();
  [[nodiscard]] static const Level& level_of(const List& list, const Definition& definition, std::size_t level);
  static void count(List& list, Definition& definition, std::size_t level);
  [[nodiscard]] static std::string marker_text(const List& list, const Definition& definition, std::size_t level);

  std::map<int, Definition> definitions_{};
  std::unordered_map<int, List> lists_{};
};

}  // namespace docexport
