#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "docexport/base/environment.hpp"
#include "docexport/base/file.hpp"
#include "docexport/process/child_process.hpp"
#include "support/temporary_directory.hpp"

namespace docexport::test {

using Variables = std::map<std::string, std::string>;

/// STS and metadata services (tests/support/loopback_aws.py), as a process that ends with this object.
class LoopbackAws {
 public:
  LoopbackAws();

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + port_; }
  void set(const nlohmann::json& settings) const;
  /// What was asked since the last call: method, path, form, headers.
  [[nodiscard]] nlohmann::json take_requests() const;

 private:
  FileDescriptor standard_input_;
  std::optional<ChildProcess> process_;
  std::string port_;
};

/// A home with the two files of AWS's tools. No metadata service is looked for unless a test says so.
struct AwsHome {
  TemporaryDirectory folder{};

  void write(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string path(const std::string& name) const { return folder.path() / name; }
  [[nodiscard]] Environment environment(Variables more = {}) const;
};

}  // namespace docexport::test
