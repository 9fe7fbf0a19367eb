#include "cli/progress.hpp"

#include <doctest/doctest.h>

#include "docexport/base/text.hpp"

using docexport::progress_line;

TEST_CASE("progress shows share, amount, rate and time left") {
  const std::string line =
      progress_line({.what = "downloading 3f2b8c1d", .done = 10 << 20, .total = 20 << 20, .seconds = 5}, 120, true);
  CHECK(line == "downloading 3f2b8c1d  ██████████░░░░░░░░░░  50%  10 MiB of 20 MiB  2.0 MiB/s  5 s left");
}

TEST_CASE("progress fits the terminal and the locale") {
  const std::string line = progress_line({.what = "downloading", .done = 1, .total = 2, .seconds = 1}, 30, false);
  CHECK(docexport::display_width(line) <= 30);
  CHECK(line.find('#') != std::string::npos);
}

TEST_CASE("progress without a known total shows what came") {
  CHECK(progress_line({.what = "x", .done = 2048, .seconds = 1}, 80, false) == "x  2.0 KiB  2.0 KiB/s");
}
