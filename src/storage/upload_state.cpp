#include "storage/upload_state.hpp"

#include <nlohmann/json.hpp>

#include "storage/part_plan.hpp"

namespace docexport {
namespace {

using nlohmann::json;

constexpr std::size_t max_state_bytes = std::size_t{1} << 20;

std::string dump(const json& value) {
  // A server may have put anything into an ETag.
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::map<int, FinishedPart> parse_parts(const json& rows) {
  std::map<int, FinishedPart> parts;
  for (const json& row : rows) {
    parts[row.at(0).get<int>()] = {.etag = row.at(1).get<std::string>(), .checksum = row.at(2).get<std::string>()};
  }
  return parts;
}

bool makes_sense(const UploadState& state) {
  const PartPlan plan{.size = state.size, .part_size = state.part_size};
  return !state.upload_id.empty() && state.part_size > 0 && plan.count() > 0 && plan.count() <= max_parts;
}

}  // namespace

std::string write_upload_state(const UploadState& state) {
  json value{{"upload_id", state.upload_id},
             {"size", state.size},
             {"sha256", state.sha256},
             {"part_size", state.part_size},
             {"checksum", name_of(state.algorithm)}};
  json& parts = value["parts"] = json::array();
  for (const auto& [number, part] : state.parts) {
    parts.push_back({number, part.etag, part.checksum});
  }
  std::string text = dump(value);
  if (text.size() >= max_state_bytes) {
    parts = json::array();
    text = dump(value);
  }
  return text;
}

std::optional<UploadState> parse_upload_state(std::string_view text) {
  try {
    const json value = json::parse(text);
    const std::optional<ChecksumAlgorithm> algorithm = algorithm_of(value.at("checksum").get<std::string>());
    UploadState state{.upload_id = value.at("upload_id").get<std::string>(),
                      .size = value.at("size").get<std::uint64_t>(),
                      .sha256 = value.at("sha256").get<std::string>(),
                      .part_size = value.at("part_size").get<std::uint64_t>(),
                      .algorithm = algorithm.value_or(ChecksumAlgorithm::none),
                      .parts = parse_parts(value.at("parts"))};
    return algorithm && makes_sense(state) ? std::optional(std::move(state)) : std::nullopt;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

}  // namespace docexport
