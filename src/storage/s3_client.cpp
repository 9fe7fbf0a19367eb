#include "storage/s3_client.hpp"

#include <utility>

#include "storage/s3_sending.hpp"
#include "storage/s3_session.hpp"
#include "storage/s3_wire.hpp"

namespace docexport {

S3Client::S3Client(std::string bucket, S3Settings settings, std::unique_ptr<CredentialsProvider> credentials,
                   Clock clock, TransferOptions options)
    : S3Client(S3ClientParts{.bucket = std::move(bucket),
                             .settings = std::move(settings),
                             .credentials = std::move(credentials),
                             .clock = std::move(clock),
                             .options = std::move(options)}) {}

S3Client::S3Client(S3ClientParts parts) : session_(std::make_unique<S3Session>(std::move(parts))) {}

S3Client::~S3Client() = default;

HttpResponse S3Client::send(const S3Request& request, const HttpReceiver& receive) {
  return S3Sending(*session_, request, receive).run();
}

void S3Client::tell(const std::string& line) const {
  session_->tell(line);
}

std::string S3Client::presign(const std::string& key, const NameValues& query, std::chrono::seconds lifetime,
                              const Credentials& credentials) const {
  const std::shared_ptr<const S3Settings> place = session_->place();
  return presigned_url(
      key, query, lifetime,
      {.bucket = session_->parts().bucket, .settings = *place, .credentials = credentials, .time = now()});
}

SharedCredentials S3Client::credentials() const {
  return session_->parts().credentials->current();
}

const std::string& S3Client::bucket() const {
  return session_->parts().bucket;
}

const S3Settings& S3Client::settings() const {
  return session_->parts().settings;
}

Timestamp S3Client::now() const {
  return session_->now();
}

}  // namespace docexport
