#include "docexport/cli/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr std::size_t buffer_limit = std::size_t{64} << 10;
constexpr std::size_t input_limit = std::size_t{64} << 20;
constexpr std::size_t default_width = 80;

/// 0, or the errno of the write that failed.
int write_text(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return errno;
    }
    if (written > 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  return 0;
}

}  // namespace

Console::Console(int input, int output, int error, const Environment& environment)
    : input_(input),
      output_(output),
      error_(error),
      environment_(environment),
      output_is_terminal_(::isatty(output) == 1),
      error_is_terminal_(::isatty(error) == 1) {}

Console::~Console() {
  clear_progress();
  flush();
}

void Console::print(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= buffer_limit) {
    flush();
  }
}

void Console::flush() {
  if (buffer_.empty()) {
    return;
  }
  clear_progress();
  if (!output_error_) {
    if (const int error_number = write_text(output_, buffer_); error_number != 0) {
      output_error_ = error_number;
    }
  }
  buffer_.clear();
}

void Console::note(std::string_view text) {
  flush();
  clear_progress();
  // Nobody is left to be told when this fails.
  write_text(error_, text);
}

void Console::note_from_thread(std::string_view text) const {
  // A progress line that is shown now is written over; it comes again.
  write_text(error_, error_is_terminal_ ? "\r\x1b[K" + std::string(text) : std::string(text));
}

void Console::show_progress(std::string_view line) {
  if (!error_is_terminal_) {
    return;
  }
  flush();
  write_text(error_, "\r" + std::string(line) + "\x1b[K");
  progress_is_shown_ = true;
}

void Console::clear_progress() {
  if (progress_is_shown_) {
    write_text(error_, "\r\x1b[K");
    progress_is_shown_ = false;
  }
}

std::string Console::read_input() const {
  std::string text;
  std::array<char, 65536> chunk{};
  while (true) {
    const ssize_t count = ::read(input_, chunk.data(), chunk.size());
    const int error_number = errno;
    throw_if_interrupted();
    if (count == 0) {
      return text;
    }
    if (count < 0) {
      if (error_number == EINTR) {
        continue;
      }
      throw system_error("cannot read standard input", error_number);
    }
    text.append(chunk.data(), static_cast<std::size_t>(count));
    if (text.size() > input_limit) {
      throw Error(ErrorKind::limit, "standard input holds more than 64 MiB of ids; give them in several runs");
    }
  }
}

bool Console::confirm(std::string_view question) {
  note(std::string(question) + " [y/N] ");
  std::string answer;
  char letter = 0;
  while (letter != '\n') {
    const ssize_t count = ::read(input_, &letter, 1);
    const bool is_interrupted = count < 0 && errno == EINTR;
    throw_if_interrupted();
    if (is_interrupted) {
      continue;
    }
    if (count <= 0) {
      note("\n");
      break;
    }
    answer += letter;
  }
  const std::string word = to_lower_ascii(trim(answer));
  return word == "y" || word == "yes";
}

bool Console::is_interactive() const {
  return error_is_terminal_ && ::isatty(input_) == 1;
}

std::size_t Console::width() const {
  if (const auto columns = environment_.get("COLUMNS")) {
    std::size_t value = 0;
    const auto [rest, error] = std::from_chars(columns->data(), columns->data() + columns->size(), value);
    if (error == std::errc{} && rest == columns->data() + columns->size() && value > 0) {
      return value;
    }
  }
  winsize size{};
  if (::ioctl(output_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return size.ws_col;
  }
  return default_width;
}

}  // namespace docexport
