#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport::test {

/// A text as a file that can be put; it has to outlive the request.
class TextFile {
 public:
  explicit TextFile(std::string_view text);

  [[nodiscard]] PutRequest request(const std::string& key) const;

 private:
  FileDescriptor file_;
  std::uint64_t size_ = 0;
  std::string sha256_;
};

std::string put_text(ObjectStore& store, const std::string& key, std::string_view text);
std::string get_text(ObjectStore& store, const GetRequest& request);
std::vector<std::string> list_keys(ObjectStore& store, const std::string& prefix = "", std::size_t page_size = 1000);

struct Failure {
  ErrorKind kind{};
  std::string message{};
};

/// The Error that the call ends with; nullopt when it succeeds.
template <typename Call>
std::optional<Failure> failure_of(const Call& call) {
  try {
    call();
    return std::nullopt;
  } catch (const Error& error) {
    return Failure{error.kind(), error.what()};
  }
}

template <typename Call>
std::optional<ErrorKind> kind_of(const Call& call) {
  const std::optional<Failure> failure = failure_of(call);
  return failure ? std::optional(failure->kind) : std::nullopt;
}

bool contains(std::string_view text, std::string_view part);

}  // namespace docexport::test
