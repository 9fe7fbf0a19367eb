#pragma once

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "large_file.hpp"
#include "s3_loopback_fixture.hpp"
#include "support/temporary_directory.hpp"

namespace docexport::test {

inline constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

/// Parts of 5 MiB, the smallest that S3 takes.
struct MultipartFixture : LoopbackFixture {
  TemporaryDirectory folder;
  LargeFile file{11 * mebibyte + 77};
  std::vector<std::string> states;
  std::vector<std::string> notices;

  MultipartFixture() {
    std::ofstream(folder.path() / "config") << "[default]\ns3 =\n  multipart_chunksize = 5MB\n"
                                               "  multipart_threshold = 5MB\n  max_concurrent_requests = 3\n";
    std::map<std::string, std::string> variables = options.environment.variables();
    variables["AWS_CONFIG_FILE"] = folder.path() / "config";
    options.environment = Environment(variables);
    options.transfer.notice = [this](const std::string& line) { notices.push_back(line); };
    reopen();
    static_cast<void>(server.take_requests());
  }

  void reopen() { store = open_store(location, options); }

  PutRequest request(const std::string& key) {
    PutRequest made = file.request(key);
    made.on_upload_state = [this](const std::string& state) { states.push_back(state); };
    return made;
  }

  /// What was asked since the last call, of this operation.
  std::vector<nlohmann::json> requests_of(const std::string& operation) {
    std::vector<nlohmann::json> all = server.take_requests();
    std::erase_if(all, [&](const nlohmann::json& each) { return each.at("operation") != operation; });
    return all;
  }

  std::vector<std::string> operations() {
    std::vector<std::string> names;
    for (const nlohmann::json& each : server.take_requests()) {
      names.push_back(each.at("operation"));
    }
    return names;
  }
};

inline std::size_t count_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::count(names.begin(), names.end(), name));
}

}  // namespace docexport::test
