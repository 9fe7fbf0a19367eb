#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/docx_content.hpp"

namespace docexport {

/// The label of the note: the next number of its kind when it is new, else the one it has.
std::string refer_to_note(NoteReferences& notes, NoteKind kind, std::string_view id);

/// Pushes all notes that the text refers to, in the order of their first references, as footnote blocks.
void push_notes(DocxState& state, const Relationships& relationships);

/// Pushes the comments that the text referred to, in its order, each with its author and the words it is on.
void push_comments(DocxState& state, const Relationships& relationships);

}  // namespace docexport
