#include "docexport/http/http_client.hpp"

#include "docexport/base/error.hpp"
#include "http/curl_library.hpp"
#include "http/http_sessions.hpp"
#include "http/transfer.hpp"

namespace docexport {
namespace {

struct CloseCurl {
  void operator()(CURL* handle) const noexcept { curl_library().easy_cleanup(handle); }
};
using CurlHandle = std::unique_ptr<CURL, CloseCurl>;

CurlHandle make_handle() {
  CurlHandle handle(curl_library().easy_init());
  if (!handle) {
    throw Error(ErrorKind::internal, "cannot start libcurl");
  }
  return handle;
}

}  // namespace

std::string HttpResponse::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

struct HttpClient::State {
  HttpOptions options{};
  CurlHandle handle{};  ///< keeps the connections; made at the first request, gone before the sessions that it shares
};

HttpClient::HttpClient(HttpOptions options) : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
}

HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

HttpResponse HttpClient::send(const HttpRequest& request, const HttpReceiver& receive) {
  if (!state_->handle) {
    state_->handle = make_handle();
    if (state_->options.sessions) {
      state_->options.sessions->state_->join(state_->handle.get());
    }
  }
  return Transfer(state_->handle.get(), state_->options, request, receive).run();
}

std::string http_library_version() {
  return curl_library().version();
}

}  // namespace docexport
