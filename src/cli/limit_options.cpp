#include "cli/limit_options.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/option_kinds.hpp"

namespace docexport {

namespace {

constexpr const char* limit_group = "Limits of each document";
constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
constexpr std::uint64_t tebibyte = std::uint64_t{1} << 40;

}  // namespace

void add_limit_options(CLI::App& app, LimitOptions& options) {
  RenderLimits& limits = options.limits;
  add_size(app, "--max-inflated", limits.inflated_bytes, {.smallest = 1, .largest = tebibyte},
           "Bytes that the parts of a container (docx, xlsx, epub …) may unpack to, together")
      ->group(limit_group);
  add_number(app, "--max-ratio", limits.inflation_ratio, {.smallest = 1, .largest = 1'000'000},
             "How many times its packed size such a part may have, beyond the first mebibyte")
      ->group(limit_group);
  add_number(app, "--max-depth", limits.depth, {.smallest = 1, .largest = 10'000}, "Elements inside each other")
      ->group(limit_group);
  add_number(app, "--max-cells", limits.cells, {.smallest = 1, .largest = 1'000'000'000'000},
             "Cells of all its tables, with those that spans cover")
      ->group(limit_group);
  add_number(app, "--max-pages", limits.pages, {.smallest = 1, .largest = 10'000'000}, "Pages, or slides")
      ->group(limit_group);
  add_number(app, "--max-seconds", options.seconds, {.smallest = 1, .largest = 86'400},
             "Time it may take; default: 300 s of the processor, 600 s in all")
      ->group(limit_group);
  add_size(app, "--max-memory", limits.memory_bytes, {.smallest = 256 * mebibyte, .largest = tebibyte},
           "Memory that reading and writing may take")
      ->group(limit_group);
  add_size(app, "--max-output", limits.output_bytes, {.smallest = 1, .largest = tebibyte}, "Size of the export file")
      ->group(limit_group);
}

RenderLimits limits_of(const LimitOptions& options) {
  RenderLimits limits = options.limits;
  if (options.seconds) {
    limits.cpu_seconds = *options.seconds;
    limits.wall_seconds = *options.seconds;
  }
  return limits;
}

}  // namespace docexport
