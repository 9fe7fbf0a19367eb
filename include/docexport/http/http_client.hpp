#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docexport/http/bandwidth_limit.hpp"

namespace docexport {

/// Part of a file as a request's body: read with pread while it is sent, so that memory does not depend on its size.
struct FileBody {
  int descriptor = -1;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

struct HttpRequest {
  std::string method = "GET";
  std::string url{};  ///< http or https, already percent-encoded; sent as it is
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  FileBody file{};  ///< used instead of `body` when its descriptor is not -1
  /// Sends the body only once the server said `100 Continue`, or nothing for a moment: a refusal then costs a round
  /// trip instead of a large body.
  bool asks_first = false;
  /// The server may work for long before it answers: no stall timeout, so a time limit has to end it.
  bool may_be_silent = false;
  std::chrono::milliseconds time_limit{0};  ///< of the whole request; 0: only the stall timeout ends it
  std::stop_token stop{};                   ///< asks to end it: Error (`interrupted`) within about a second
};

struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers{};  ///< names in lower case
  std::string body{};                            ///< of an error, or when no receiver took it; capped (HttpOptions)
  int attempts = 1;                              ///< how often it was sent, where a layer above this one sends again

  /// Empty where the answer does not have it; `name` in lower case.
  [[nodiscard]] std::string header(const std::string& name) const;
};

/// What several clients of one server share, so that a further connection costs less: looked-up names and TLS sessions.
/// Any number of threads may use it.
class HttpSessions {
 public:
  HttpSessions();
  ~HttpSessions();
  HttpSessions(const HttpSessions&) = delete;
  HttpSessions& operator=(const HttpSessions&) = delete;

 private:
  friend class HttpClient;
  struct State;
  std::unique_ptr<State> state_;
};

struct HttpOptions {
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds stall_timeout{30};  ///< less than 1 KiB/s for so long ends the request
  std::size_t body_limit = std::size_t{8} << 20;
  std::size_t error_body_limit = std::size_t{64} << 10;
  std::string ca_bundle{};                      ///< file of trusted certificates; empty: the system's
  std::shared_ptr<HttpSessions> sessions{};     ///< shared with other clients; none: this one's own
  std::shared_ptr<BandwidthLimit> bandwidth{};  ///< shared with other clients; none: no limit
};

/// Gets the body of a 2xx answer piece by piece; `answer` holds its status and headers already, and no body.
using HttpReceiver = std::function<void(const HttpResponse& answer, std::string_view piece)>;

/// Sends requests over kept connections (HTTP/1.1). Never follows a redirect, never reads .netrc, verifies
/// certificates. The process's HTTPS_PROXY, http_proxy, ALL_PROXY and NO_PROXY count, but not for loopback. One client
/// may be used by one thread at a time. The process has to ignore SIGPIPE (docexport/base/interruption.hpp).
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  /// Any status is an answer. What `receive` throws passes through. Throws Error: `temporary` (no route, refused,
  /// reset, stalled, too late, cut short), `configuration` (the URL, the certificate, the proxy's), `access` (the proxy
  /// wants a password), `integrity` when the file to be sent is
  /// shorter than announced, `interrupted` when a signal asked us to stop. Messages name the host, never the query or
  /// a header.
  HttpResponse send(const HttpRequest& request, const HttpReceiver& receive = {});

 private:
  class Transfer;
  struct State;
  std::unique_ptr<State> state_;
};

/// "libcurl/7.88.1 OpenSSL/3.0.15 …".
std::string http_library_version();

}  // namespace docexport
