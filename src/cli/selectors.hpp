#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "docexport/app/browsing.hpp"
#include "docexport/app/failure.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace docexport {

/// The selectors as they were typed; the same on list, download, retry, prune and delete (design §3).
struct SelectorOptions {
  std::vector<std::string> ids{};
  std::vector<std::string> statuses{};
  std::string format{};
  std::string type{};
  std::optional<std::string> document{};
  std::optional<std::string> name{};
  std::optional<std::string> since{};
  std::optional<std::string> until{};
  std::optional<std::string> older_than{};
  bool fail_empty = false;

  /// Exports are chosen by what they are, not one by one.
  [[nodiscard]] bool has_conditions() const;
};

void add_selector_options(CLI::App& app, SelectorOptions& options);

/// The selection with ids from standard input in place of `-`. Throws Error (`usage`).
Selection selection_of(const SelectorOptions& options, Session& session);

/// A date, a time, or a duration before `now`. Throws Error (`usage`) that names the option.
Timestamp parse_moment(const std::string& option, const std::string& text, Timestamp now);

/// What a person who names exports gets for each: the whole id, or why there is none.
struct ChosenExport {
  std::string id{};
  std::optional<Failure> failure{};
};

/// Throws the failure as an Error, if there is one.
void throw_if_not_chosen(const ChosenExport& one);

enum class Danger { none, destructive };

/// Given ids one by one, so that an unknown one does not stop the others; else what the conditions select. With
/// neither, throws Error (`usage`); when nothing matches and --fail-empty was given, Error (`nothing_matched`).
std::vector<ChosenExport> choose_exports(const SelectorOptions& options, const Selection& selection, Danger danger,
                                         Session& session);

/// Throws Error (`nothing_matched`) if `fail_empty`.
void refuse_empty(bool fail_empty, const std::string& what);

}  // namespace docexport
