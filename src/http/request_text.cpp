#include "http/request_text.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "http/curl_library.hpp"

namespace docexport {
namespace {

struct CloseUrl {
  void operator()(CURLU* url) const noexcept { curl_library().url_cleanup(url); }
};
struct FreeText {
  void operator()(char* text) const noexcept { curl_library().free(text); }
};

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_library().url_get(url, part, &text, 0) != CURLUE_OK) {
    return {};
  }
  const std::unique_ptr<char, FreeText> owner(text);
  return text;
}

}  // namespace

std::string checked_host(const std::string& url) {
  const std::unique_ptr<CURLU, CloseUrl> parsed(curl_library().url());
  const bool is_url =
      parsed && curl_library().url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_PATH_AS_IS) == CURLUE_OK;
  const std::string scheme = is_url ? part_of(parsed.get(), CURLUPART_SCHEME) : std::string();
  if (scheme != "http" && scheme != "https") {
    throw Error(ErrorKind::configuration,
                "the server's address is not a URL that begins with http:// or https://. Check the endpoint.");
  }
  const std::string host = part_of(parsed.get(), CURLUPART_HOST);
  const std::string port = part_of(parsed.get(), CURLUPART_PORT);
  return port.empty() ? host : fmt::format("{}:{}", host, port);
}

bool is_on_this_link(std::string_view host) {
  const std::string_view name =
      host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
  return name == "localhost" || name.ends_with(".localhost") || name.starts_with("127.") || name == "[::1]" ||
         name.starts_with("169.254.") || name == "[fd00:ec2::254]" || name == "[fd00:ec2::23]";
}

std::string header_line(const std::string& name, const std::string& value) {
  const auto is_control = [](char each) { return static_cast<unsigned char>(each) < 0x20 || each == 0x7f; };
  if (std::any_of(name.begin(), name.end(), is_control) || std::any_of(value.begin(), value.end(), is_control)) {
    throw Error(ErrorKind::internal,
                fmt::format("the request's header {} holds a control character", to_lower_ascii(name)));
  }
  // With a colon libcurl would take an empty value as "leave this header out".
  return value.empty() ? name + ";" : name + ": " + value;
}

}  // namespace docexport
