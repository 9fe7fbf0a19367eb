#include "storage/container_credentials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "docexport/base/file.hpp"
#include "docexport/base/text.hpp"
#include "storage/credential_answer.hpp"
#include "storage/credential_request.hpp"

namespace docexport {
namespace {

constexpr const char* relative_variable = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
constexpr const char* full_variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr const char* token_variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
constexpr const char* token_file_variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
constexpr std::string_view container_source_name = "the container's credential service";
constexpr std::size_t largest_token = std::size_t{64} << 10;

bool is_visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char each) { return each > 0x20 && each < 0x7f; });
}

bool is_digit(char each) {
  return each >= '0' && each <= '9';
}

/// Dotted digits only: a name that merely begins with 127. is somebody else's.
bool is_loopback_address(std::string_view host) {
  return host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3 &&
         std::all_of(host.begin(), host.end(), [](char each) { return each == '.' || is_digit(each); });
}

/// The host of `host`, `host:80` or `[host]:80`; empty when something else stands behind it.
std::string_view host_of(std::string_view authority) {
  const std::size_t end = authority.starts_with('[') ? std::min(authority.find(']'), authority.size() - 1) + 1
                                                     : std::min(authority.find(':'), authority.size());
  const std::string_view port = authority.substr(end);
  const bool is_port = port.empty() || (port.front() == ':' && std::all_of(port.begin() + 1, port.end(), is_digit));
  return is_port ? authority.substr(0, end) : std::string_view();
}

std::string url_of(const Environment& environment) {
  const std::optional<std::string> relative = environment.get(relative_variable);
  std::string url = relative ? "http://169.254.170.2" + *relative : environment.get(full_variable).value_or("");
  if ((relative && !relative->starts_with('/')) || !is_allowed_credential_url(url)) {
    throw Error(ErrorKind::configuration,
                fmt::format("{} is not an address to get credentials from: it has to be {}.",
                            relative ? relative_variable : full_variable,
                            relative ? "a path that begins with /" : "https, or http on this machine"));
  }
  return url;
}

Secret read_token(const Environment& environment) {
  const std::optional<std::string> file = environment.get(token_file_variable);
  Secret token;
  if (file) {
    try {
      token = Secret(read_file(*file, largest_token));
    } catch (const Error& error) {
      throw Error(ErrorKind::access,
                  fmt::format("{}: {}. Correct {}.", container_source_name, error.what(), token_file_variable));
    }
  } else {
    token = Secret(environment.get(token_variable).value_or(""));
  }
  // A line end would begin another header.
  const std::string_view text = token.reveal();
  if (std::any_of(text.begin(), text.end(), [](char each) { return each < 0x20 || each == 0x7f; })) {
    throw Error(ErrorKind::configuration, fmt::format("{} holds a line end or another character that no token has.",
                                                      file ? token_file_variable : token_variable));
  }
  return token;
}

}  // namespace

bool is_allowed_credential_url(std::string_view url) {
  constexpr std::array<std::string_view, 5> allowed = {"localhost", "[::1]", "169.254.170.2", "169.254.170.23",
                                                       "[fd00:ec2::23]"};
  // What one reader of URLs takes for the host and another for a user or a path.
  if (!is_visible_ascii(url) || url.find_first_of("@\\") != std::string_view::npos) {
    return false;
  }
  if (url.starts_with("https://")) {
    return true;
  }
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) {
    return false;
  }
  const std::string_view rest = url.substr(scheme.size());
  const std::string host = to_lower_ascii(host_of(rest.substr(0, rest.find_first_of("/?#"))));
  return is_loopback_address(host) || std::find(allowed.begin(), allowed.end(), host) != allowed.end();
}

std::optional<Credentials> find_container_credentials(CredentialSearch& search) {
  const Environment& environment = search.configuration.environment();
  if (!environment.get(relative_variable) && !environment.get(full_variable)) {
    search.absences.push_back(fmt::format("container: {} is not set", full_variable));
    return std::nullopt;
  }
  HttpRequest request{.url = url_of(environment), .headers = {{"accept", "application/json"}}};
  const Secret token = read_token(environment);
  if (!token.is_empty()) {
    request.headers.emplace_back("authorization", token.reveal());
  }
  HttpResponse response = send_credential_request(std::move(request), {.timeout = std::chrono::seconds(2)});
  const Secret body(std::move(response.body));
  if (response.status != 200) {
    throw Error(
        response.status >= 500 ? ErrorKind::temporary : ErrorKind::access,
        fmt::format("{} answers {}. Check the role of the task or pod.", container_source_name, response.status));
  }
  return read_credential_answer(body, {}, std::string(container_source_name));
}

}  // namespace docexport
