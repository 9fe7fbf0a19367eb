#pragma once

#include <cstdint>

#include "app/attempt_runner.hpp"
#include "app/attempt_steps.hpp"

namespace docexport {

enum class BatchStage { accepted, begun, ended, told };

/// How far an export of a batch has come.
struct BatchItem {
  BatchStage stage = BatchStage::accepted;
  AttemptPlan plan{};
  AttemptResult result{};
  Upload upload{};
  std::uint64_t file_bytes = 0;
  bool is_active = false;  ///< begun, and its file may still be open

  [[nodiscard]] AttemptRef reference() const {
    return {.export_id = plan.attempt.export_id, .number = plan.attempt.number, .nonce = plan.attempt.nonce};
  }
};

}  // namespace docexport
