#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/time.hpp"
#include "docexport/http/http_client.hpp"
#include "storage/credentials.hpp"
#include "storage/s3_settings.hpp"

namespace docexport {

// What a refusal tells us to do otherwise, as functions of values. `method` is that of the refused request: an answer
// to HEAD has no body, and so no code.

/// By how much the server's clock is ahead of ours (`now`), when that is why it refused: it says so, or it refused the
/// signature and its Date differs by more than five minutes.
std::optional<std::chrono::milliseconds> clock_correction(const HttpResponse& refusal, Timestamp now);

/// Whether others than these temporary or lasting credentials may be granted what these were refused.
bool says_credentials_expired(const HttpResponse& refusal, std::string_view method, const Credentials& credentials,
                              Timestamp now);

/// Whether the bucket is in another region, as far as the answer says.
enum class RegionHint { none, somewhere_else, told };
RegionHint region_hint(const HttpResponse& refusal, std::string_view method);

/// The region that the answer tells, from x-amz-bucket-region or the error; empty when there is none or it is no name.
std::string told_region(const HttpResponse& answer);

/// The settings for requests to that region: AWS's hosts are named after theirs, others are only signed for. nullopt
/// when AWS has the region in a partition that these hosts do not belong to.
std::optional<S3Settings> settings_in_region(const S3Settings& settings, const std::string& region);

}  // namespace docexport
