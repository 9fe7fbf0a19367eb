#include "storage/object_download.hpp"

#include <fmt/format.h>

#include <optional>

#include "storage/object_checksum.hpp"
#include "storage/object_range.hpp"

namespace docexport {
namespace {

class ObjectDownload {
 public:
  ObjectDownload(S3Bucket& bucket, const FailedRequest& context, const GetRequest& request,
                 const std::function<void(std::string_view)>& take)
      : bucket_(bucket), context_(context), request_(request), take_(take), etag_(request.etag) {}

  void run() {
    S3Request download = ask();
    download.before_resend = [this](S3Request& again) {
      again.headers = ask().headers;
      is_checked_ = false;
    };
    const HttpResponse response = bucket_.send(
        context_, download, [this](const HttpResponse& answer, std::string_view piece) { receive(answer, piece); });
    finish(response);
  }

 private:
  [[nodiscard]] std::uint64_t position() const { return request_.offset + received_; }

  /// For all that has not arrived yet.
  [[nodiscard]] S3Request ask() const {
    S3Request download{
        .key = bucket_.whole_key(request_.key), .headers = {{"x-amz-checksum-mode", "ENABLED"}}, .needs_etag = true};
    if (position() > 0) {
      download.headers.emplace_back("range", fmt::format("bytes={}-", position()));
    }
    if (!etag_.empty()) {
      download.headers.emplace_back("if-match", etag_);
    }
    return download;
  }

  void receive(const HttpResponse& answer, std::string_view piece) {
    if (!is_checked_) {
      check_beginning(answer);
    }
    received_ += piece.size();
    checksum_->update(piece);
    take_(piece);
  }

  /// Before the first byte of each answer is taken.
  void check_beginning(const HttpResponse& answer) {
    const std::string etag = answer.header("etag");
    if (etag.empty()) {
      throw answer_error(context_, answer.status, "without an ETag");
    }
    const std::optional<std::uint64_t> bytes = answered_bytes(answer, position());
    if (!bytes) {
      throw answer_error(context_, answer.status, "with another part of the object than asked for");
    }
    if (!etag_.empty() && etag != etag_ && received_ > 0) {
      throw replaced();
    }
    etag_ = etag_.empty() ? etag : etag_;
    promised_ = received_ + *bytes;
    is_checked_ = true;
    if (!checksum_) {
      checksum_.emplace(answer);
    }
  }

  void finish(const HttpResponse& response) {
    if (response.status == 416) {
      return check_end();
    }
    if (response.status == 412) {
      throw replaced();
    }
    if (!is_success(response)) {
      throw bucket_.refusal(context_, response);
    }
    if (!is_checked_) {
      check_beginning(response);
    }
    if (received_ != promised_) {
      throw answer_error(context_, response.status, "with fewer or more bytes than promised");
    }
    if (!checksum_->is_right()) {
      throw Error(ErrorKind::integrity,
                  context_.action + ": the bytes that arrived are not those that the server has. Try again.");
    }
  }

  /// S3 has no part that begins at the object's end, but a download that was cut off there is complete.
  void check_end() {
    const std::optional<ObjectInfo> object = bucket_.head(context_, request_.key);
    if (!object || object->size != position()) {
      throw Error(ErrorKind::integrity,
                  fmt::format("{}: the object ends before byte {}. Begin anew.", context_.action, position()));
    }
  }

  [[nodiscard]] Error replaced() const {
    return {ErrorKind::expired, context_.action + ": the object is no longer the one that was stored. Begin anew."};
  }

  S3Bucket& bucket_;
  const FailedRequest& context_;
  const GetRequest& request_;
  const std::function<void(std::string_view)>& take_;
  std::string etag_;
  bool is_checked_ = false;
  std::uint64_t received_ = 0;
  std::uint64_t promised_ = 0;
  std::optional<ReceivedChecksum> checksum_;
};

}  // namespace

void download_object(S3Bucket& bucket, const FailedRequest& context, const GetRequest& request,
                     const std::function<void(std::string_view)>& take) {
  ObjectDownload(bucket, context, request, take).run();
}

}  // namespace docexport
