#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/table.hpp"
#include "docexport/base/quantity.hpp"

namespace docexport {

namespace {

constexpr auto interval = std::chrono::milliseconds{100};
constexpr std::size_t bar_width = 20;

std::string bar(double share, bool is_utf8) {
  const auto full = static_cast<std::size_t>(share * bar_width);
  std::string text;
  for (std::size_t index = 0; index < bar_width; ++index) {
    if (index < full) {
      text += is_utf8 ? "█" : "#";
    } else {
      text += is_utf8 ? "░" : ".";
    }
  }
  return text;
}

}  // namespace

Progress::Progress(Session& session, std::string what)
    : session_(session),
      what_(std::move(what)),
      started_(std::chrono::steady_clock::now()),
      next_(started_ + progress_delay) {}

void Progress::show(std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_ || session_.options().quiet || !session_.console().error_is_terminal()) {
    return;
  }
  next_ = now + interval;
  const ProgressState state{
      .what = what_, .done = done, .total = total, .seconds = std::chrono::duration<double>(now - started_).count()};
  session_.console().show_progress(
      progress_line(state, session_.console().width() - 1, is_utf8_locale(session_.environment())));
}

std::string progress_line(const ProgressState& state, std::size_t width, bool is_utf8) {
  const double rate = state.seconds > 0 ? static_cast<double>(state.done) / state.seconds : 0;
  const std::string speed = format_size(static_cast<std::uint64_t>(rate)) + "/s";
  if (state.total == 0) {
    return shorten(fmt::format("{}  {}  {}", state.what, format_size(state.done), speed), width, "");
  }
  const double share = std::min(1.0, static_cast<double>(state.done) / static_cast<double>(state.total));
  const std::uint64_t rest = state.total - std::min(state.done, state.total);
  const std::string left = rate > 0 ? fmt::format("  {:.0f} s left", static_cast<double>(rest) / rate) : std::string();
  return shorten(fmt::format("{}  {}  {:.0f}%  {} of {}  {}{}", state.what, bar(share, is_utf8), share * 100,
                             format_size(state.done), format_size(state.total), speed, left),
                 width, "");
}

}  // namespace docexport
