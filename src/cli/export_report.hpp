#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/results.hpp"
#include "docexport/app/exporting.hpp"

namespace docexport {

/// Hears of each export as it ends, and says so in the form that was asked for; for `export` and `retry`.
class ExportReport {
 public:
  struct Wording {
    std::string done = "exported";         ///< past participle for the summary
    std::string subject_key = "document";  ///< key of a failure's subject in JSON
    bool is_dry_run = false;
    bool output_is_file = false;  ///< standard output carries the file itself (--output -)
  };
  ExportReport(Session& session, Shape shape, Wording wording);

  void add(const ExportOutcome& outcome);
  /// The whole ended early.
  void fail(const Failure& failure);
  int finish();

 private:
  void print(const ExportOutcome& outcome);
  void print_for_people(const ExportOutcome& outcome);
  void show_progress();
  void add_warnings(const std::string& document_name, const std::vector<std::string>& warnings);
  [[nodiscard]] std::string bundle_message(const ExportOutcome& outcome) const;
  [[nodiscard]] std::string success_message(const ExportOutcome& outcome) const;
  [[nodiscard]] std::string summary() const;

  Session& session_;
  Shape shape_;
  Wording wording_;
  Results results_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::string last_message_{};
  std::vector<std::string> warnings_{};
  std::vector<std::string> files_{};
};

}  // namespace docexport
