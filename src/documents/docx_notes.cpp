#include "documents/docx_notes.hpp"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "docexport/base/text.hpp"
#include "documents/docx_text_target.hpp"
#include "documents/docx_walker.hpp"
#include "documents/opc_comment.hpp"
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
    for (const pugi::xml_node node : document_->root().children()) {
      notes_.emplace(xml_value(node, "id"), node);
    }
  }

  void push(const NoteReference& note, DocxState& state) const {
    const pugi::xml_node node = find(note.id);
    if (!node) {
      return;
    }
    DocxTextTarget target;
    read_story(state, node, relationships_, target);
    state.sink.block({.label = BlockLabel::footnote, .text = "[" + note.label + "] " + target.take_text()});
    target.push_pictures(state.sink);
  }

  /// Returns whether there is such a comment.
  bool push_comment(const CommentReference& comment, DocxState& state) const {
    const pugi::xml_node node = find(comment.id);
    if (!node) {
      return false;
    }
    DocxTextTarget target;
    read_story(state, node, relationships_, target);
    state.sink.block(
        office_comment(trim(xml_value(node, "author")), commented_words(comment.words), target.take_text()));
    target.push_pictures(state.sink);
    return true;
  }

 private:
  [[nodiscard]] pugi::xml_node find(const std::string& id) const {
    const auto found = notes_.find(id);
    return found == notes_.end() ? pugi::xml_node() : found->second;
  }

  std::string name_;
  std::unique_ptr<XmlDocument> document_{};
  Relationships relationships_{};
  std::unordered_map<std::string, pugi::xml_node> notes_{};
};

}  // namespace

std::string refer_to_note(NoteReferences& notes, NoteKind kind, std::string_view id) {
  const auto [place, is_new] = notes.places.emplace(std::pair(kind, std::string(id)), notes.all.size());
  if (is_new) {
    const bool is_endnote = kind == NoteKind::endnote;
    const int number = is_endnote ? ++notes.endnotes : ++notes.footnotes;
    notes.all.push_back({.kind = kind,
                         .id = std::string(id),
                         .label = format_list_number(number, is_endnote ? "lowerRoman" : "decimal")});
  }
  return notes.all[place->second].label;
}

void push_notes(DocxState& state, const Relationships& relationships) {
  if (state.notes.all.empty()) {
    return;
  }
  const NotePart footnotes(state, relationships, "footnotes");
  const NotePart endnotes(state, relationships, "endnotes");
  // A note may refer to another one.
  for (std::size_t index = 0; index < state.notes.all.size(); ++index) {
    const NoteReference note = state.notes.all[index];
    (note.kind == NoteKind::footnote ? footnotes : endnotes).push(note, state);
  }
}

void push_comments(DocxState& state, const Relationships& relationships) {
  if (state.comments.empty()) {
    return;
  }
  const NotePart part(state, relationships, "comments");
  std::set<std::string, std::less<>> seen;
  // A comment may refer to another one.
  for (std::size_t index = 0; index < state.comments.size(); ++index) {
    const CommentReference comment = state.comments[index];
    if (seen.insert(comment.id).second && !part.push_comment(comment, state)) {
      state.warnings.add(Omitted::comment);
    }
  }
}

}  // namespace docexport
