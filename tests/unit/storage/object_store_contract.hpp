#pragma once

#include "docexport/storage/object_store.hpp"
#include "docexport/storage/store_location.hpp"

namespace docexport::test {

/// What every object store has to keep. Each promise is checked in a folder or under a prefix of its own below the
/// location, which is empty at the beginning.
void check_object_store_contract(const StoreLocation& location, const StoreOptions& options);

/// What S3 stores keep besides.
void check_s3_store_contract(const StoreLocation& location, const StoreOptions& options);

}  // namespace docexport::test
