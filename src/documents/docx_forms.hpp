#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "docexport/model/field.hpp"
#include "documents/xml_document.hpp"

namespace docexport {

/// What a content control (w:sdt) is.
struct ContentControl {
  std::optional<bool> checked{};  ///< of a check box
  std::optional<Field> field{};   ///< what a form asks for, if it has a name
};

ContentControl read_content_control(pugi::xml_node control);

/// A form field of the old kind, from the fldChar that begins it; its value comes with the field's result unless it is
/// a check box. nullopt when it is none.
std::optional<Field> read_form_field(pugi::xml_node field_character);

/// The target that a field's instruction leads to: `HYPERLINK "https://…" \l "place"`. Empty for other instructions.
std::string link_of_instruction(std::string_view instruction);

/// A place in the document, unless it is one of the names that Word itself gives (`_Toc…`).
std::string link_to_place(std::string_view bookmark);

}  // namespace docexport
