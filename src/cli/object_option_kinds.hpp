#pragma once

#include <optional>
#include <string>
#include <vector>

#include "docexport/app/object_options.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace docexport {

/// What `export` and `retry` let be said of the objects they store on S3, and of storing them.
struct StoringOptions {
  ObjectOptions object{};
  std::vector<std::string> tags{};
  std::optional<std::uint64_t> jobs{};
};

void add_storing_options(CLI::App& app, StoringOptions& options);

/// The object options with their tags read. Throws Error (`usage`).
ObjectOptions object_options_of(const StoringOptions& options);

}  // namespace docexport
