#include "storage/s3_session.hpp"

#include <utility>

#include "docexport/base/text.hpp"
#include "storage/s3_wire.hpp"

namespace docexport {
namespace {

std::shared_ptr<BandwidthLimit> bandwidth_of(const S3Settings& settings) {
  return settings.max_bandwidth ? std::make_shared<BandwidthLimit>(*settings.max_bandwidth) : nullptr;
}

}  // namespace

S3Session::S3Session(S3ClientParts parts)
    : parts_(std::move(parts)),
      connections_({.ca_bundle = parts_.settings.ca_bundle,
                    .sessions = std::make_shared<HttpSessions>(),
                    .bandwidth = bandwidth_of(parts_.settings)}),
      place_(std::make_shared<const S3Settings>(parts_.settings)) {}

std::shared_ptr<const S3Settings> S3Session::place() const {
  const std::lock_guard lock(place_mutex_);
  return place_;
}

void S3Session::move_to(S3Settings place) {
  auto moved = std::make_shared<const S3Settings>(std::move(place));
  const std::lock_guard lock(place_mutex_);
  place_ = std::move(moved);
}

SigningTerms S3Session::terms() const {
  return {.place = place(), .credentials = parts_.credentials->current(), .clock_offset = clock_offset()};
}

HttpRequest S3Session::sign(const S3Request& request, const SigningTerms& terms) const {
  return to_http_request(request, {.bucket = parts_.bucket,
                                   .settings = *terms.place,
                                   .credentials = *terms.credentials,
                                   .time = parts_.clock() + terms.clock_offset});
}

std::chrono::milliseconds S3Session::set_clock_offset(std::chrono::milliseconds offset) {
  return std::chrono::milliseconds(clock_offset_.exchange(offset.count()));
}

void S3Session::note_large_upload(bool was_granted) {
  Asking known = asking_;
  while (known != Asking::never && !asking_.compare_exchange_weak(known, was_granted ? Asking::no : Asking::yes)) {
  }
}

void S3Session::tell(const std::string& line) {
  if (parts_.options.notice) {
    const std::lock_guard lock(notice_mutex_);
    parts_.options.notice(escape_controls(line));
  }
}

}  // namespace docexport
