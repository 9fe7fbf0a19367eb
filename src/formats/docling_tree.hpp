#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/docling_item.hpp"
#include "formats/scratch_file.hpp"

namespace docexport {

/// Which item of a DoclingDocument is inside which: the body, and groups inside it and each other. What an open group
/// holds is kept in memory until the outermost group is closed; all else is put aside.
class DoclingTree {
 public:
  explicit DoclingTree(ScratchFile& scratch) : body_(scratch), groups_(scratch) {}

  /// The innermost open group, or the body.
  [[nodiscard]] DoclingRef innermost() const;
  [[nodiscard]] std::size_t open_groups() const noexcept { return open_.size(); }

  /// The item is the next child of the innermost group.
  void add(const DoclingRef& child);
  /// The item is the next child of the body, whatever is open.
  void add_to_body(const DoclingRef& child);

  /// Opens a group that is the next child of the innermost one.
  void open_group(std::string_view label, const std::string& name);
  /// Opens a group inside an item that names it as its child.
  DoclingRef open_group_in(const DoclingRef& parent, std::string_view label, const std::string& name);
  /// What the next group will be called.
  [[nodiscard]] DoclingRef next_group() const;
  void close_group();

  /// The elements of the two arrays, once all groups are closed.
  [[nodiscard]] const ScratchPart& body_children() const noexcept { return body_; }
  [[nodiscard]] const ScratchPart& groups() const noexcept { return groups_; }

 private:
  struct Group {
    DoclingItem item{};
    std::string name{};
  };
  void write_waiting();

  ScratchPart body_;
  ScratchPart groups_;
  std::vector<Group> waiting_;     ///< from the outermost open group on, in their order
  std::vector<std::size_t> open_;  ///< places in waiting_, outermost first
  std::uint64_t written_ = 0;
};

}  // namespace docexport
