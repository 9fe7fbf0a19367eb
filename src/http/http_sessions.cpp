#include "http/http_sessions.hpp"

#include "docexport/base/error.hpp"
#include "http/curl_library.hpp"

namespace docexport {

HttpSessions::HttpSessions() : state_(std::make_unique<State>()) {}
HttpSessions::~HttpSessions() = default;

HttpSessions::State::~State() {
  if (share_ != nullptr) {
    curl_library().share_cleanup(share_);
  }
}

void HttpSessions::State::join(CURL* handle) {
  std::call_once(made_, [this] { make_share(); });
  if (curl_library().easy_setopt(handle, CURLOPT_SHARE, share_) != CURLE_OK) {
    throw Error(ErrorKind::internal, "cannot share names and TLS sessions between connections");
  }
}

// Connections themselves are not shared: libcurl does not support that between threads.
void HttpSessions::State::make_share() {
  const CurlLibrary& curl = curl_library();
  share_ = curl.share_init();
  const bool is_made = share_ != nullptr &&
                       curl.share_setopt(share_, CURLSHOPT_USERDATA, static_cast<void*>(this)) == CURLSHE_OK &&
                       curl.share_setopt(share_, CURLSHOPT_LOCKFUNC, &State::on_lock) == CURLSHE_OK &&
                       curl.share_setopt(share_, CURLSHOPT_UNLOCKFUNC, &State::on_unlock) == CURLSHE_OK &&
                       curl.share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS) == CURLSHE_OK &&
                       curl.share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION) == CURLSHE_OK;
  if (!is_made) {
    throw Error(ErrorKind::internal, "cannot prepare what connections share");
  }
}

void HttpSessions::State::on_lock(CURL*, curl_lock_data data, curl_lock_access, void* self) {
  static_cast<State*>(self)->locks_.at(data).lock();
}

void HttpSessions::State::on_unlock(CURL*, curl_lock_data data, void* self) {
  static_cast<State*>(self)->locks_.at(data).unlock();
}

}  // namespace docexport
