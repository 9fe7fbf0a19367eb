#include "storage/s3_corrections.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <utility>

#include "docexport/base/error.hpp"
#include "storage/s3_refusal.hpp"

namespace docexport {
namespace {

using std::chrono::milliseconds;

// Two threads that learn of the same offset differ by what their answers took.
constexpr milliseconds same_offset = std::chrono::minutes(1);
constexpr milliseconds ask_limit = std::chrono::seconds(30);

}  // namespace

bool S3Corrections::apply(const HttpResponse& refusal, const S3Request& request, const SigningTerms& terms) {
  if (refusal.status == 417 && !has_stopped_asking_) {
    has_stopped_asking_ = true;
    session_.never_ask();
    return true;
  }
  return correct_clock(refusal, terms) || renew_credentials(refusal, request, terms) ||
         correct_region(refusal, request, terms);
}

bool S3Corrections::correct_clock(const HttpResponse& refusal, const SigningTerms& terms) {
  const auto difference = clock_correction(refusal, session_.parts().clock() + terms.clock_offset);
  if (has_corrected_clock_ || !difference) {
    return false;
  }
  has_corrected_clock_ = true;
  const milliseconds offset = terms.clock_offset + *difference;
  if (std::chrono::abs(offset - session_.set_clock_offset(offset)) > same_offset) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(offset).count();
    session_.tell(
        fmt::format("this machine's clock is {} seconds {} that of {}: requests are signed with the server's time. "
                    "Correct the clock.",
                    std::abs(seconds), seconds > 0 ? "behind" : "ahead of", terms.place->endpoint.authority));
  }
  return true;
}

bool S3Corrections::renew_credentials(const HttpResponse& refusal, const S3Request& request,
                                      const SigningTerms& terms) {
  if (has_renewed_credentials_ ||
      !says_credentials_expired(refusal, request.method, *terms.credentials, session_.now())) {
    return false;
  }
  has_renewed_credentials_ = true;
  const SharedCredentials renewed = session_.parts().credentials->renew(terms.credentials);
  if (renewed == terms.credentials) {
    return false;
  }
  session_.tell(fmt::format("the credentials from {} have expired: others were fetched.", terms.credentials->source));
  return true;
}

/// The answer's Location and Endpoint do not count: whoever can make us read one could get our signatures.
bool S3Corrections::correct_region(const HttpResponse& refusal, const S3Request& request, const SigningTerms& terms) {
  const RegionHint hint = region_hint(refusal, request.method);
  if (has_corrected_region_ || hint == RegionHint::none) {
    return false;
  }
  has_corrected_region_ = true;
  if (session_.place() != terms.place) {
    return true;  // another request found out meanwhile
  }
  const std::string region = hint == RegionHint::told ? told_region(refusal) : ask_region(terms);
  std::optional<S3Settings> moved = settings_in_region(*terms.place, region);
  if (region.empty() || region == terms.place->region || !moved) {
    return false;
  }
  session_.tell(fmt::format("the bucket {} is in {}, not in {}: requests go there now. Set AWS_REGION={}.",
                            session_.parts().bucket, region, terms.place->region, region));
  session_.move_to(std::move(*moved));
  return true;
}

/// A refused HEAD of the bucket tells the region too.
std::string S3Corrections::ask_region(const SigningTerms& terms) {
  HttpRequest request = session_.sign({.method = "HEAD"}, terms);
  request.time_limit = ask_limit;
  try {
    return told_region(ConnectionPool::Loan(session_.connections()).client().send(request));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) {
      throw;
    }
    return {};  // the refusal that made us ask says more
  }
}

}  // namespace docexport
