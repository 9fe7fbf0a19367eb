#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"
#include "formats/byte_buffer.hpp"

namespace docexport {

/// Names an item of a DoclingDocument: an array and an index in it, or the body, which has none.
struct DoclingRef {
  std::string_view array{};  ///< empty: the body
  std::uint64_t index = 0;
};

/// What every item begins with.
struct DoclingItem {
  DoclingRef self{};
  DoclingRef parent{};
  std::string_view label{};
  bool is_furniture = false;
  std::vector<DoclingRef> children{};
};

/// What a text has beside that.
struct DoclingText {
  std::string_view text{};
  unsigned emphasis = 0;  ///< bits of Emphasis
  std::string_view hyperlink{};
  std::optional<Position> position{};
};

/// `{"$ref":"#/texts/3"}`
void append_docling_ref(ByteBuffer& buffer, const DoclingRef& ref);
/// `"name":[{"$ref":…},…]` as a member.
void append_docling_refs(ByteBuffer& buffer, std::string_view name, const std::vector<DoclingRef>& refs);

/// Opens the item's object; the caller appends more members and the closing brace.
void open_docling_item(ByteBuffer& buffer, const DoclingItem& item);
/// Appends the members of a text; the caller may append more.
void append_docling_text(ByteBuffer& buffer, const DoclingText& text);
/// Appends `prov`: where an item with that text lies; empty without a position.
void append_docling_position(ByteBuffer& buffer, const std::optional<Position>& position, std::string_view text);
/// `{"page_no":…,"bbox":…,"charspan":…}`
void append_docling_provenance(ByteBuffer& buffer, const Position& position, std::string_view text);

/// The name that DoclingDocument has for a language of code; `unknown` if it has none.
std::string_view docling_code_language(std::string_view language);

}  // namespace docexport
