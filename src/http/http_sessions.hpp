#pragma once

#include <curl/curl.h>

#include <array>
#include <memory>
#include <mutex>

#include "docexport/http/http_client.hpp"

namespace docexport {

/// libcurl's share, and the locks that it asks for. It is made when the first handle joins.
struct HttpSessions::State {
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State();

  void join(CURL* handle);

 private:
  void make_share();
  static void on_lock(CURL*, curl_lock_data data, curl_lock_access, void* self);
  static void on_unlock(CURL*, curl_lock_data data, void* self);

  std::once_flag made_;
  CURLSH* share_ = nullptr;
  std::array<std::mutex, CURL_LOCK_DATA_LAST> locks_{};
};

}  // namespace docexport
