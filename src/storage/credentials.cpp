#include "storage/credentials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

/// A credential goes into a header line, where nothing but visible ASCII has a place.
std::string read_variable(const Environment& environment, const std::string& name) {
  std::string value = environment.get(name).value_or("");
  if (std::any_of(value.begin(), value.end(), [](char each) { return each <= 0x20 || each == 0x7f; })) {
    throw Error(ErrorKind::configuration, fmt::format("{} holds a character that no credential has: look for a space "
                                                      "or a line end in it.",
                                                      name));
  }
  return value;
}

}  // namespace

Secret::Secret(Secret&& other) noexcept {
  // A short text lives inside the string itself, so moving would leave a copy behind.
  text_.swap(other.text_);
}

Secret::~Secret() {
  explicit_bzero(text_.data(), text_.size());
}

Credentials read_credentials(const Environment& environment, const std::string& purpose) {
  Credentials credentials{.access_key_id = read_variable(environment, "AWS_ACCESS_KEY_ID"),
                          .secret_access_key = Secret(read_variable(environment, "AWS_SECRET_ACCESS_KEY")),
                          .session_token = Secret(read_variable(environment, "AWS_SESSION_TOKEN"))};
  const bool has_id = !credentials.access_key_id.empty();
  const bool has_secret = !credentials.secret_access_key.is_empty();
  if (has_id && has_secret) {
    return credentials;
  }
  const std::string_view missing = has_id       ? "AWS_SECRET_ACCESS_KEY"
                                   : has_secret ? "AWS_ACCESS_KEY_ID"
                                                : "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
  throw Error(ErrorKind::access, fmt::format("no credentials for {}: set {}.", purpose, missing));
}

}  // namespace docexport
