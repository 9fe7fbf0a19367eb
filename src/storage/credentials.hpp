#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/environment.hpp"
#include "docexport/base/time.hpp"

namespace docexport {

/// Text that must not be seen. It has no printed form on purpose, and its memory is wiped at the end.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept;
  Secret& operator=(const Secret&) = delete;
  Secret& operator=(Secret&&) = delete;
  ~Secret();

  /// For signing only; the view ends with the secret.
  [[nodiscard]] std::string_view reveal() const noexcept { return text_; }
  [[nodiscard]] bool is_empty() const noexcept { return text_.empty(); }

 private:
  std::string text_;
};

struct Credentials {
  std::string access_key_id{};
  Secret secret_access_key{};
  Secret session_token{};  ///< of temporary credentials; else empty
  std::optional<Timestamp> expires_at{};
  std::string source{};  ///< for messages: "environment variables", "profile nightly in ~/.aws/credentials"
};

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. Throws Error (`access`) that says which is missing;
/// `purpose` is what they are needed for, "s3://bucket".
Credentials read_credentials(const Environment& environment, const std::string& purpose);

}  // namespace docexport
