#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "docexport/base/environment.hpp"
#include "docexport/base/file.hpp"

namespace docexport::test {

/// Our own strict S3 (tests/support/loopback_s3), as a process that ends with this object, or with the test.
class LoopbackS3 {
 public:
  explicit LoopbackS3(const std::vector<std::string>& arguments = {});
  LoopbackS3(const LoopbackS3&) = delete;
  LoopbackS3& operator=(const LoopbackS3&) = delete;
  ~LoopbackS3();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string endpoint() const;
  /// Buckets are `http://bucket.s3.localhost:port` there.
  [[nodiscard]] std::string virtual_endpoint() const;

  /// Credentials and endpoint, as AWS's variables.
  [[nodiscard]] Environment environment() const;
  /// The same with temporary credentials.
  [[nodiscard]] Environment temporary_environment() const;

  /// Plays these faults from now on (tests/support/loopback_s3/faults.py).
  void play(const nlohmann::json& faults) const;
  /// `clock_offset` in seconds, `region`, `expired_tokens`.
  void set(const nlohmann::json& settings) const;
  /// What was asked since the last call: operation, bucket, key, headers.
  [[nodiscard]] nlohmann::json take_requests() const;

 private:
  FileDescriptor standard_input_;
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

struct Certificate {
  std::string certificate{};  ///< file; it vouches for itself, as `localhost`
  std::string key{};          ///< file
};

/// Needs the openssl program.
Certificate make_certificate(const std::filesystem::path& directory);

}  // namespace docexport::test
