#pragma once

#include <optional>
#include <string>

#include "docexport/base/time.hpp"
#include "docexport/model/error_class.hpp"

namespace docexport {

/// One try at an export: a row of `attempts`. Host and process id are for people; liveness is the lock (design §5).
struct Attempt {
  std::string export_id{};
  int number = 0;
  std::string nonce{};
  std::string object_key{};
  std::string upload_json = "{}";
  std::string host{};
  int process_id = 0;
  Timestamp started_at{};
  std::optional<Timestamp> finished_at{};
  std::optional<std::string> outcome{};  ///< completed, failed or interrupted; absent while it runs
  std::optional<ErrorClass> error_class{};
  std::optional<std::string> error_message{};
};

}  // namespace docexport
