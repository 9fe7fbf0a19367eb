#include "http/transfer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <span>

#include "docexport/base/file.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/base/text.hpp"
#include "http/curl_error.hpp"
#include "http/curl_library.hpp"
#include "http/request_text.hpp"

namespace docexport {
namespace {

// Larger than these is slower with several connections, smaller with one.
constexpr long buffer_size = 256L * 1024;
constexpr long stall_bytes_per_second = 1024;
constexpr std::size_t header_limit = std::size_t{64} * 1024;
// An answer to `Expect` takes one round trip; a server that does not know it costs this much.
constexpr long continue_timeout_milliseconds = 300;

template <typename Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (const CURLcode code = curl_library().easy_setopt(handle, option, value); code != CURLE_OK) {
    throw Error(ErrorKind::internal, fmt::format("cannot prepare a request: {}", curl_library().easy_strerror(code)));
  }
}

void append(HeaderList& list, const std::string& line) {
  curl_slist* longer = curl_library().slist_append(list.get(), line.c_str());
  if (longer == nullptr) {
    throw std::bad_alloc();
  }
  static_cast<void>(list.release());
  list.reset(longer);
}

}  // namespace

HttpClient::Transfer::Transfer(CURL* handle, const HttpOptions& options, const HttpRequest& request,
                               const HttpReceiver& receive)
    : handle_(handle), options_(options), request_(request), receive_(receive), host_(checked_host(request.url)) {}

HttpResponse HttpClient::Transfer::run() {
  curl_library().easy_reset(handle_);
  prepare_connection();
  prepare_patience();
  prepare_request();
  prepare_callbacks();
  check_outcome(curl_library().easy_perform(handle_));
  return std::move(response_);
}

bool HttpClient::Transfer::has_body() const {
  return body_size() > 0 || request_.method == "PUT" || request_.method == "POST";
}

std::uint64_t HttpClient::Transfer::body_size() const {
  return request_.file.descriptor >= 0 ? request_.file.size : request_.body.size();
}

void HttpClient::Transfer::prepare_connection() {
  set(handle_, CURLOPT_ERRORBUFFER, detail_.data());
  set(handle_, CURLOPT_NOSIGNAL, 1L);
  set(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(handle_, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle_, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(handle_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(handle_, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle_, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options_.ca_bundle.empty()) {
    set(handle_, CURLOPT_CAINFO, options_.ca_bundle.c_str());
    set(handle_, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  // A proxy for the outside has no business with this machine's own servers, nor with its credentials.
  if (is_on_this_link(host_)) {
    set(handle_, CURLOPT_PROXY, "");
  }
  set(handle_, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);  // a proxy's answer is not the server's
  set(handle_, CURLOPT_TCP_KEEPALIVE, 1L);
  set(handle_, CURLOPT_DNS_SHUFFLE_ADDRESSES, 1L);
  set(handle_, CURLOPT_BUFFERSIZE, buffer_size);
  set(handle_, CURLOPT_UPLOAD_BUFFERSIZE, buffer_size);
}

void HttpClient::Transfer::prepare_patience() {
  set(handle_, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options_.connect_timeout.count()));
  set(handle_, CURLOPT_TIMEOUT_MS, static_cast<long>(request_.time_limit.count()));
  if (!request_.may_be_silent) {
    set(handle_, CURLOPT_LOW_SPEED_LIMIT, stall_bytes_per_second);
    set(handle_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.stall_timeout.count()));
  }
  set(handle_, CURLOPT_EXPECT_100_TIMEOUT_MS, continue_timeout_milliseconds);
}

void HttpClient::Transfer::prepare_request() {
  set(handle_, CURLOPT_URL, request_.url.c_str());
  set(handle_, CURLOPT_PATH_AS_IS, 1L);
  set(handle_, CURLOPT_USERAGENT, "docexport");
  if (has_body()) {
    set(handle_, CURLOPT_UPLOAD, 1L);
    set(handle_, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(body_size()));
  } else if (request_.method == "HEAD") {
    set(handle_, CURLOPT_NOBODY, 1L);
  }
  set(handle_, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  // libcurl asks by itself, before each body, however small.
  if (!request_.asks_first) {
    append(headers_, "Expect:");
  }
  for (const auto& [name, value] : request_.headers) {
    append(headers_, header_line(name, value));
  }
  set(handle_, CURLOPT_HTTPHEADER, headers_.get());
}

void HttpClient::Transfer::prepare_callbacks() {
  set(handle_, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(handle_, CURLOPT_HEADERDATA, this);
  set(handle_, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(handle_, CURLOPT_WRITEDATA, this);
  set(handle_, CURLOPT_READFUNCTION, &Transfer::on_read);
  set(handle_, CURLOPT_READDATA, this);
  set(handle_, CURLOPT_SEEKFUNCTION, &Transfer::on_seek);
  set(handle_, CURLOPT_SEEKDATA, this);
  set(handle_, CURLOPT_NOPROGRESS, 0L);
  set(handle_, CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
  set(handle_, CURLOPT_XFERINFODATA, this);
}

void HttpClient::Transfer::check_outcome(CURLcode code) {
  if (failure_) {
    std::rethrow_exception(failure_);
  }
  if (code == CURLE_ABORTED_BY_CALLBACK) {
    throw_if_interrupted();
    throw Error(ErrorKind::interrupted, fmt::format("the request to {} was stopped", host_));
  }
  if (code != CURLE_OK && !is_cut_off_) {
    throw transfer_error(code, host_, detail_.data());
  }
}

void HttpClient::Transfer::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > header_limit) {
    throw Error(ErrorKind::temporary,
                fmt::format("{} sends more header bytes than any server should. Try again.", host_));
  }
  line = trim(line);
  if (line.starts_with("HTTP/")) {  // again after an interim answer, whose headers do not count
    response_ = {};
    is_head_complete_ = false;
    const std::size_t space = std::min(line.find(' '), line.size() - 1);
    std::from_chars(line.data() + space + 1, line.data() + line.size(), response_.status);
    return;
  }
  is_head_complete_ = is_head_complete_ || line.empty();
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || is_head_complete_) {
    return;
  }
  std::string& value = response_.headers[to_lower_ascii(line.substr(0, colon))];
  value += (value.empty() ? "" : ", ");
  value += trim(line.substr(colon + 1));
}

void HttpClient::Transfer::keep_bandwidth(std::size_t bytes) {
  if (options_.bandwidth) {
    options_.bandwidth->take(bytes);
  }
}

/// False when the rest is not wanted.
bool HttpClient::Transfer::take_body(std::string_view piece) {
  if (succeeded() && receive_) {
    keep_bandwidth(piece.size());
    receive_(response_, piece);
    return true;
  }
  const std::size_t limit = succeeded() ? options_.body_limit : options_.error_body_limit;
  const std::size_t room = limit - response_.body.size();
  response_.body += piece.substr(0, room);
  if (piece.size() <= room) {
    return true;
  }
  if (succeeded()) {
    throw Error(ErrorKind::temporary, fmt::format("{} sends a longer answer than expected. Try again.", host_));
  }
  is_cut_off_ = true;
  return false;
}

std::size_t HttpClient::Transfer::give_body(char* buffer, std::size_t size) {
  const std::uint64_t left = body_size() - sent_;
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, left));
  if (wanted == 0) {
    return 0;
  }
  std::size_t given = wanted;
  if (request_.file.descriptor >= 0) {
    given = read_at(request_.file.descriptor, std::span(buffer, wanted), request_.file.offset + sent_,
                    "the file to be sent");
  } else {
    request_.body.copy(buffer, wanted, static_cast<std::size_t>(sent_));
  }
  if (given == 0) {
    throw Error(ErrorKind::integrity,
                fmt::format("the file to be sent ends after {} of {} bytes", sent_, request_.file.size));
  }
  keep_bandwidth(given);
  sent_ += given;
  return given;
}

std::size_t HttpClient::Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  try {
    transfer.take_header({data, size * count});
    return size * count;
  } catch (...) {
    transfer.failure_ = std::current_exception();
    return 0;
  }
}

std::size_t HttpClient::Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  try {
    return transfer.take_body({data, size * count}) ? size * count : 0;
  } catch (...) {
    transfer.failure_ = std::current_exception();
    return 0;
  }
}

std::size_t HttpClient::Transfer::on_read(char* buffer, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  try {
    return transfer.give_body(buffer, size * count);
  } catch (...) {
    transfer.failure_ = std::current_exception();
    return CURL_READFUNC_ABORT;
  }
}

// A kept connection that turns out dead makes libcurl begin again on a new one.
int HttpClient::Transfer::on_seek(void* self, curl_off_t offset, int origin) {
  if (origin != SEEK_SET || offset < 0) {
    return CURL_SEEKFUNC_CANTSEEK;
  }
  static_cast<Transfer*>(self)->sent_ = static_cast<std::uint64_t>(offset);
  return CURL_SEEKFUNC_OK;
}

int HttpClient::Transfer::on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return interruption_signal() != 0 || static_cast<Transfer*>(self)->request_.stop.stop_requested() ? 1 : 0;
}

}  // namespace docexport
