#include "app/upload_record.hpp"

#include <nlohmann/json.hpp>

namespace docexport {

std::string write_upload_record(const UploadRecord& record) {
  const nlohmann::json object = {
      {"key", record.key}, {"size", record.size}, {"sha256", record.sha256}, {"state", record.state}};
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<UploadRecord> parse_upload_record(const std::string& json) {
  try {
    const nlohmann::json object = nlohmann::json::parse(json);
    if (!object.contains("state")) {
      return std::nullopt;
    }
    return UploadRecord{
        .key = object.at("key"), .size = object.at("size"), .sha256 = object.at("sha256"), .state = object.at("state")};
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

}  // namespace docexport
