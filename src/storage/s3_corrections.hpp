#pragma once

#include <string>

#include "storage/s3_session.hpp"

namespace docexport {

/// Does what a refusal tells us to do otherwise, each thing once for a request, and for all that follow it: sign by the
/// server's clock, with fresh credentials, for the bucket's region; send large bodies unannounced.
class S3Corrections {
 public:
  explicit S3Corrections(S3Session& session) : session_(session) {}

  /// Whether something was done, so that the request is worth sending again. Throws what renewing credentials does.
  bool apply(const HttpResponse& refusal, const S3Request& request, const SigningTerms& terms);

 private:
  bool correct_clock(const HttpResponse& refusal, const SigningTerms& terms);
  bool renew_credentials(const HttpResponse& refusal, const S3Request& request, const SigningTerms& terms);
  bool correct_region(const HttpResponse& refusal, const S3Request& request, const SigningTerms& terms);
  std::string ask_region(const SigningTerms& terms);

  S3Session& session_;
  bool has_stopped_asking_ = false;
  bool has_corrected_clock_ = false;
  bool has_renewed_credentials_ = false;
  bool has_corrected_region_ = false;
};

}  // namespace docexport
