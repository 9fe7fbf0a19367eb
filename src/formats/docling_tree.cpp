#include "formats/docling_tree.hpp"

#include "formats/json_content.hpp"

namespace docexport {

namespace {

ByteBuffer& start_element(ScratchPart& elements, std::string_view indent) {
  elements.flush_if_full();
  elements.buffer().append(elements.empty() ? "\n" : ",\n");
  elements.buffer().append(indent);
  return elements.buffer();
}

}  // namespace

DoclingRef DoclingTree::next_group() const {
  return {.array = "groups", .index = written_ + waiting_.size()};
}

DoclingRef DoclingTree::innermost() const {
  return open_.empty() ? DoclingRef() : waiting_[open_.back()].item.self;
}

void DoclingTree::add(const DoclingRef& child) {
  if (open_.empty()) {
    add_to_body(child);
  } else {
    waiting_[open_.back()].item.children.push_back(child);
  }
}

void DoclingTree::add_to_body(const DoclingRef& child) {
  append_docling_ref(start_element(body_, "      "), child);
}

void DoclingTree::open_group(std::string_view label, const std::string& name) {
  const DoclingRef parent = innermost();
  add(next_group());
  open_group_in(parent, label, name);
}

DoclingRef DoclingTree::open_group_in(const DoclingRef& parent, std::string_view label, const std::string& name) {
  const DoclingRef self = next_group();
  open_.push_back(waiting_.size());
  waiting_.push_back({.item = {.self = self, .parent = parent, .label = label}, .name = name});
  return self;
}

void DoclingTree::close_group() {
  open_.pop_back();
  if (open_.empty()) {
    write_waiting();
  }
}

void DoclingTree::write_waiting() {
  for (const Group& group : waiting_) {
    ByteBuffer& buffer = start_element(groups_, "    ");
    open_docling_item(buffer, group.item);
    append_json_member(buffer, "name", group.name);
    buffer.append('}');
  }
  written_ += waiting_.size();
  waiting_.clear();
}

}  // namespace docexport
