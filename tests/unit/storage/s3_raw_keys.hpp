#pragma once

#include "docexport/storage/store_location.hpp"

namespace docexport::test {

/// Keys that S3 takes and our stores refuse, because in a folder they mean something else, reach the server as they
/// are: stored, read, linked to, listed and removed. The location's bucket is there and empty.
void check_raw_keys(const StoreLocation& location, const StoreOptions& options);

}  // namespace docexport::test
