#include "cli/session.hpp"

#include <fmt/format.h>

#include "cli/json_text.hpp"
#include "docexport/app/settings.hpp"
#include "docexport/base/text.hpp"
#include "docexport/cli/exit_code.hpp"

namespace docexport {

Session::Session(const GlobalOptions& options, const Environment& environment, Console& console)
    : options_(options),
      environment_(environment),
      console_(console),
      palette_(wants_color(options.color, environment, console.output_is_terminal())) {}

Services& Session::services() {
  if (!services_) {
    const SettingOverrides overrides{
        .database = options_.database,
        .store = options_.store,
        .profile = options_.profile,
        .region = options_.region,
        .endpoint = options_.endpoint,
        .checksum = options_.checksum.empty() ? std::nullopt : std::optional(options_.checksum),
        .timeout = options_.timeout};
    Settings resolved = resolve_settings(overrides, environment_);
    if (options_.verbose) {
      resolved.transfer.notice = [this](const std::string& line) { tell_notice(line); };
    }
    services_ = std::make_unique<Services>(std::move(resolved));
    if (options_.verbose && !options_.is_machine()) {
      const Settings& settings = services_->settings();
      console_.note(fmt::format("docexport: catalog {}\ndocexport: store {}\n",
                                escape_controls(settings.database.string()), escape_controls(settings.store)));
    }
  }
  return *services_;
}

std::string_view Session::symbol(std::string_view text, std::string_view ascii) const {
  return is_utf8_locale(environment_) ? text : ascii;
}

void Session::print_json(const nlohmann::ordered_json& document) {
  console_.print(json_text(document, console_.output_is_terminal() ? JsonLayout::indented : JsonLayout::one_line));
}

void Session::print_json_line(const nlohmann::ordered_json& object) {
  console_.print(json_text(object, JsonLayout::one_line));
}

void Session::report_failure(ErrorKind kind, const std::string& message, const FailureSubject& subject) {
  console_.note(failure_line(kind, message, options_.is_machine(), subject));
}

void Session::warn(const std::string& message) {
  if (options_.quiet) {
    return;
  }
  if (options_.is_machine()) {
    console_.note(json_text({{"warning", {{"message", message}}}}, JsonLayout::one_line));
    return;
  }
  console_.note(fmt::format("docexport: warning: {}\n", escape_controls(message)));
}

void Session::tell_notice(const std::string& line) const {
  // Straight to the descriptor: the threads of a batch call this while results are printed.
  console_.note_from_thread(options_.is_machine() ? json_text({{"notice", {{"message", line}}}}, JsonLayout::one_line)
                                                  : fmt::format("docexport: {}\n", escape_controls(line)));
}

std::string failure_line(ErrorKind kind, const std::string& message, bool as_json, const FailureSubject& subject) {
  if (!as_json) {
    return fmt::format("docexport: {}\n", escape_controls(message));
  }
  nlohmann::ordered_json error = {{"code", exit_code_of(kind)}, {"kind", to_string(kind)}, {"message", message}};
  if (!subject.key.empty()) {
    error[subject.key] = subject.value;
  }
  return json_text({{"error", error}}, JsonLayout::one_line);
}

}  // namespace docexport
