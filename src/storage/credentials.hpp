#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/time.hpp"

namespace docexport {

/// Text that must not be seen. It has no printed form on purpose, and its memory is wiped at the end.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text);
  Secret(const Secret& other) : Secret(other.text_) {}
  Secret(Secret&& other) noexcept { text_.swap(other.text_); }
  Secret& operator=(const Secret&) = delete;
  Secret& operator=(Secret&& other) noexcept;
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

/// Whether `text` can stand in a header line: visible ASCII alone, and at least one character.
bool is_credential_text(std::string_view text);

/// Overwrites the text, with what its memory holds beyond its end.
void wipe(std::string& text) noexcept;

}  // namespace docexport
