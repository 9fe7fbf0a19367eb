#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "app/attempt_runner.hpp"
#include "docexport/app/services.hpp"

namespace docexport {

/// An accepted (pending) or failed export whose lock byte the caller holds.
struct BatchJob {
  Export row{};
  Document document{};
};

enum class KeepFiles { no, yes };

struct BatchOptions {
  /// Side by side at most: documents that are rendered, one for each processor, and files that are uploaded; absent:
  /// as many uploads as suit the store.
  std::optional<std::size_t> jobs{};
  KeepFiles keep_files = KeepFiles::no;  ///< AttemptResult::file is wanted
  ObjectOptions object{};                ///< what takes the place of the exports' own options
};

/// Tries all of them as run_attempt does, some documents being rendered while files of others are uploaded. This thread
/// alone touches the catalog; what has happened meanwhile is committed in one transaction, and only then goes on or is
/// told. `finished` hears of each in the order of the jobs, after its commit; its lock byte is free by then. Files,
/// descriptors and memory in use stay bounded, however many jobs there are. Throws Error (`interrupted`) after what
/// ended was committed and told, and the rest was committed as interrupted.
void run_batch(Services& services, const std::vector<BatchJob>& jobs, const BatchOptions& options,
               const std::function<void(std::size_t index, AttemptResult& result)>& finished);

}  // namespace docexport
