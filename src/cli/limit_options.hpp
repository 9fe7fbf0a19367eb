#pragma once

#include <cstdint>
#include <optional>

#include "docexport/model/render_options.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace docexport {

/// What one document may need at most, as `export` takes it.
struct LimitOptions {
  RenderLimits limits{};
  std::optional<std::uint64_t> seconds{};  ///< for both kinds of time
};

/// The options --max-…, each with its default.
void add_limit_options(CLI::App& app, LimitOptions& options);

RenderLimits limits_of(const LimitOptions& options);

}  // namespace docexport
