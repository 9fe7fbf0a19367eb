#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/environment.hpp"

namespace docexport {

/// Where a command reads and writes: results go to the output, everything else to the error stream (design §3).
/// Writing never throws: work that was accepted goes on when its reader goes away, and the loss is reported at the end.
class Console {
 public:
  /// The descriptors belong to the caller.
  Console(int input, int output, int error, const Environment& environment);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  /// Results; buffered until `flush`, the next question or the end.
  void print(std::string_view text);
  void flush();
  /// The error of the first write of results that failed (an errno value), nothing while all went well.
  [[nodiscard]] std::optional<int> output_error() const { return output_error_; }

  /// For people; written at once, after the results so far.
  void note(std::string_view text);
  /// The same from any thread, without waiting for the results so far.
  void note_from_thread(std::string_view text) const;
  /// A line that the next output replaces; only where the error stream is a terminal.
  void show_progress(std::string_view line);

  /// The rest of the standard input. Throws Error (`limit`) beyond 64 MiB.
  [[nodiscard]] std::string read_input() const;
  /// Asks a question whose answer is no unless it is yes. Only when `is_interactive`.
  bool confirm(std::string_view question);

  [[nodiscard]] bool is_interactive() const;  ///< somebody can be asked
  [[nodiscard]] bool output_is_terminal() const { return output_is_terminal_; }
  [[nodiscard]] bool error_is_terminal() const { return error_is_terminal_; }
  /// Columns of the output's terminal (`COLUMNS` wins); 80 where there is none.
  [[nodiscard]] std::size_t width() const;
  [[nodiscard]] const Environment& environment() const { return environment_; }

 private:
  void clear_progress();

  int input_;
  int output_;
  int error_;
  const Environment& environment_;
  bool output_is_terminal_;
  bool error_is_terminal_;
  bool progress_is_shown_ = false;
  std::string buffer_{};
  std::optional<int> output_error_{};
};

}  // namespace docexport
