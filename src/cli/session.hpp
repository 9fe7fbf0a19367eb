#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cli/global_options.hpp"
#include "cli/palette.hpp"
#include "docexport/app/services.hpp"
#include "docexport/base/error.hpp"
#include "docexport/cli/console.hpp"

namespace docexport {

/// What a failure is about, as key and value of its JSON form: ("id", …), ("file", …).
struct FailureSubject {
  std::string key{};
  std::string value{};
};

/// What a command works with once the command line is understood.
class Session {
 public:
  Session(const GlobalOptions& options, const Environment& environment, Console& console);

  /// Made on first use, so that `version` and `completion` work with wrong settings too.
  Services& services();

  [[nodiscard]] Console& console() { return console_; }
  [[nodiscard]] const GlobalOptions& options() const { return options_; }
  [[nodiscard]] const Environment& environment() const { return environment_; }
  [[nodiscard]] OutputMode mode() const { return options_.mode(); }
  [[nodiscard]] Timestamp now() { return services().now(); }
  [[nodiscard]] const Palette& palette() const { return palette_; }
  /// `text` where the locale can show it, `ascii` elsewhere.
  [[nodiscard]] std::string_view symbol(std::string_view text, std::string_view ascii) const;

  /// Text results are a table for people: on a terminal.
  [[nodiscard]] bool is_for_people() const { return mode() == OutputMode::text && console_.output_is_terminal(); }
  /// The outcome of a change is worth a line: not with --quiet, unless a machine form was asked for.
  [[nodiscard]] bool tells_success() const { return !options_.quiet || mode() != OutputMode::text; }

  /// One document on standard output: indented for a terminal, in one line elsewhere.
  void print_json(const nlohmann::ordered_json& document);
  void print_json_line(const nlohmann::ordered_json& object);

  /// One failure on the error stream.
  void report_failure(ErrorKind kind, const std::string& message, const FailureSubject& subject = {});
  void warn(const std::string& message);

 private:
  /// What --verbose hears from the store; any thread may tell it.
  void tell_notice(const std::string& line) const;

  const GlobalOptions& options_;
  const Environment& environment_;
  Console& console_;
  Palette palette_;
  std::unique_ptr<Services> services_{};
};

/// The error stream's form of a failure: `docexport: …` or `{"error": {…}}`, one line without control characters.
std::string failure_line(ErrorKind kind, const std::string& message, bool as_json, const FailureSubject& subject = {});

}  // namespace docexport
