#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "docexport/model/content.hpp"
#include "documents/xml_document.hpp"

namespace docexport {

/// What a run of text looks like.
struct OdfRunFormat {
  bool bold = false;
  bool italic = false;
  bool strikethrough = false;
  bool code = false;
  bool operator==(const OdfRunFormat&) const = default;
};

/// What a paragraph is, going by the style that it or its style's ancestors are named after.
struct OdfParagraphKind {
  BlockLabel label = BlockLabel::paragraph;
  int level = 0;  ///< of a section_header
  bool is_table_heading = false;
};

/// A level of a list.
struct OdfListLevel {
  bool ordered = false;
  bool has_marker = true;
  char format = '1';  ///< of a number: 1, a, A, i or I
  std::string prefix{};
  std::string suffix{};
  int start = 1;
};

/// The styles that one part of a document may use: its own automatic ones, and those that all parts share. The nodes
/// belong to documents that outlive it.
class OdfStyles {
 public:
  OdfStyles(pugi::xml_node shared, pugi::xml_node automatic);

  /// `base` with what the text style changes.
  [[nodiscard]] OdfRunFormat run_format(std::string_view style, OdfRunFormat base) const;
  /// What a paragraph's own formatting makes all of it; styles that have a name of their own say nothing here.
  [[nodiscard]] OdfRunFormat paragraph_format(std::string_view style) const;
  [[nodiscard]] OdfParagraphKind paragraph_kind(std::string_view style) const;
  /// The level, from 1, of a list of this style.
  [[nodiscard]] OdfListLevel list_level(std::string_view style, int level) const;
  /// The list style that a paragraph style names; empty if none.
  [[nodiscard]] std::string_view list_style_of(std::string_view paragraph_style) const;
  /// A property of a style's `style:…-properties`; empty if it has none.
  [[nodiscard]] std::string_view property(std::string_view family, std::string_view style, std::string_view element,
                                          std::string_view attribute) const;

  /// "page-width" or "page-height" of a page layout.
  [[nodiscard]] std::string_view page_size(std::string_view layout, std::string_view attribute) const;

 private:
  struct Style {
    pugi::xml_node node{};
    bool automatic = false;
  };

  void add(pugi::xml_node styles, bool automatic);
  [[nodiscard]] const Style* find(std::string_view family, std::string_view name) const;

  std::unordered_map<std::string, Style> styles_{};  // by family and name
  std::unordered_map<std::string, pugi::xml_node> lists_{};
};

}  // namespace docexport
