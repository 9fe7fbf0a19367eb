#pragma once

#include <curl/curl.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "docexport/http/http_client.hpp"
#include "http/curl_library.hpp"

namespace docexport {

struct FreeHeaderList {
  void operator()(curl_slist* list) const noexcept { curl_library().slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeHeaderList>;

/// One request and its answer on a handle: libcurl's callbacks and what they need. An exception cannot pass through
/// libcurl, so a callback keeps it and ends the transfer.
class HttpClient::Transfer {
 public:
  Transfer(CURL* handle, const HttpOptions& options, const HttpRequest& request, const HttpReceiver& receive);

  HttpResponse run();

 private:
  void prepare_connection();
  void prepare_patience();
  void prepare_request();
  void prepare_callbacks();
  [[nodiscard]] bool has_body() const;
  [[nodiscard]] std::uint64_t body_size() const;
  [[nodiscard]] bool succeeded() const { return response_.status >= 200 && response_.status < 300; }
  void check_outcome(CURLcode code);

  void take_header(std::string_view line);
  void keep_bandwidth(std::size_t bytes);
  bool take_body(std::string_view piece);
  std::size_t give_body(char* buffer, std::size_t size);

  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* self);
  static int on_seek(void* self, curl_off_t offset, int origin);
  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

  CURL* handle_;
  const HttpOptions& options_;
  const HttpRequest& request_;
  const HttpReceiver& receive_;
  std::string host_;
  HeaderList headers_;
  HttpResponse response_;
  std::size_t header_bytes_ = 0;
  bool is_head_complete_ = false;
  std::uint64_t sent_ = 0;
  bool is_cut_off_ = false;  ///< an error's body was longer than we keep; what there is of it stands
  std::exception_ptr failure_;
  std::array<char, CURL_ERROR_SIZE> detail_{};
};

}  // namespace docexport
