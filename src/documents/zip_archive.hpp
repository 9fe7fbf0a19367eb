#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "docexport/documents/document_source.hpp"
#include "documents/reading_budget.hpp"

struct zip;

namespace docexport {

/// The members of a ZIP file, read where they lie: no file is opened, and what is unpacked is taken from the budget.
/// Names are as a URL would have them: with `/`, none in front. Errors are `input` for what is no archive, is encrypted
/// or too damaged, `limit` for what is made to exhaust the reader. `source` and `budget` must outlive the archive.
class ZipArchive {
 public:
  ZipArchive(const DocumentSource& source, ReadingBudget& budget);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;
  ZipArchive(ZipArchive&&) = delete;
  ZipArchive& operator=(ZipArchive&&) = delete;

  /// Exactly so, or the same but for the case of ASCII letters, which some programs write otherwise than they refer.
  [[nodiscard]] bool contains(std::string_view name) const;
  /// All of a member. Throws Error `input` when there is none, `limit` when it has more than `max_bytes`.
  [[nodiscard]] std::string read(std::string_view name, std::uint64_t max_bytes);
  /// A member from its beginning to its end, in pieces.
  void stream(std::string_view name, const std::function<void(std::string_view)>& take);
  /// In the order of the archive's list of contents; folders are not members.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
  /// What was found to be damaged so far, and was read nevertheless: one sentence each.
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return warnings_; }
  /// For messages.
  [[nodiscard]] const std::string& document_name() const noexcept { return source_.name(); }

 private:
  struct Discard {
    void operator()(::zip* archive) const noexcept;
  };
  /// What libzip reads through.
  class Input;
  struct Member;

  void open();
  void list_members();
  [[nodiscard]] const std::uint64_t* find(std::string_view name) const;
  [[nodiscard]] Member open_member(std::string_view name);
  /// False at the member's end.
  bool read_piece(Member& member, const std::function<void(std::string_view)>& take);

  const DocumentSource& source_;
  ReadingBudget& budget_;
  std::unique_ptr<Input> input_;
  std::unique_ptr<::zip, Discard> archive_{};
  std::vector<std::string> names_{};
  std::unordered_map<std::string, std::uint64_t> indexes_{};
  std::unordered_map<std::string, std::uint64_t> lower_case_indexes_{};
  std::vector<std::string> warnings_{};
};

}  // namespace docexport
