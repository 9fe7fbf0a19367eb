#include "documents/docx_notes.hpp"

#include <algorithm>
#include <memory>

#include "documents/docx_text_target.hpp"
#include "documents/docx_walker.hpp"
#include "documents/opc_numbers.hpp"

namespace docexport {
namespace {

/// A part with notes, and where each of them is.
class NotePart {
 public:
  NotePart(DocxState& state, const Relationships& relationships, std::string_view type)
      : name_(target_of_type(relationships, type)) {
    if (name_.empty() || !state.package.archive().contains(name_)) {
      return;
    }
    document_ = std::make_unique<XmlDocument>(state.package.archive(), name_, state.package.budget());
    relationships_ = state.package.relationships(name_);
    state.warnings.add(document_->fault());
  }

  void push(const NoteReference& note, DocxState& state) const {
    if (document_ == nullptr) {
      return;
    }
    for (const pugi::xml_node node : document_->root().children()) {
      if (xml_value(node, "id") != note.id) {
        continue;
      }
      DocxTextTarget target;
      read_story(state, node, relationships_, target);
      state.sink.block({.label = BlockLabel::footnote, .text = "[" + note.label + "] " + target.take_text()});
      target.push_pictures(state.sink);
      return;
    }
  }

 private:
  std::string name_;
  std::unique_ptr<XmlDocument> document_{};
  Relationships relationships_{};
};

}  // namespace

std::string refer_to_note(std::vector<NoteReference>& notes, NoteKind kind, std::string_view id) {
  int number = 1;
  for (const NoteReference& note : notes) {
    if (note.kind == kind && note.id == id) {
      return note.label;
    }
    number += note.kind == kind ? 1 : 0;
  }
  const std::string_view format = kind == NoteKind::endnote ? "lowerRoman" : "decimal";
  notes.push_back({.kind = kind, .id = std::string(id), .label = format_list_number(number, format)});
  return notes.back().label;
}

void push_notes(DocxState& state, const Relationships& relationships) {
  if (state.notes.empty()) {
    return;
  }
  const NotePart footnotes(state, relationships, "footnotes");
  const NotePart endnotes(state, relationships, "endnotes");
  // A note may refer to another one.
  for (std::size_t index = 0; index < state.notes.size(); ++index) {
    const NoteReference note = state.notes[index];
    (note.kind == NoteKind::footnote ? footnotes : endnotes).push(note, state);
  }
}

}  // namespace docexport
