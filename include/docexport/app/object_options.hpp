#pragma once

#include <string>
#include <utility>

#include "docexport/base/environment.hpp"
#include "docexport/storage/transfer_options.hpp"

namespace docexport {

/// What DOCEXPORT_STORAGE_CLASS, DOCEXPORT_SSE, DOCEXPORT_SSE_KMS_KEY_ID, DOCEXPORT_ACL, DOCEXPORT_CACHE_CONTROL and
/// DOCEXPORT_TAGS (`name=value,name=value`) say. Throws Error (`configuration`) that names the variable.
ObjectOptions object_options_from(const Environment& environment);

/// What is given in `overrides` takes the place of the same in `options`.
ObjectOptions merge_object_options(ObjectOptions options, const ObjectOptions& overrides);

/// `name=value`. Throws Error (`usage`).
std::pair<std::string, std::string> parse_object_tag(const std::string& text);

/// Throws Error (`usage`) for what no server can take: control characters, more than 10 tags, a key without encryption.
void check_object_options(const ObjectOptions& options);

/// How an export remembers them: under `object` of its options, which stay as they are otherwise.
std::string write_object_options(const std::string& options_json, const ObjectOptions& options);
ObjectOptions parse_object_options(const std::string& options_json);

}  // namespace docexport
