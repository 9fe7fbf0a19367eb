#pragma once

#include "docexport/storage/object_store.hpp"

namespace docexport::test {

/// The part of the contract that is about ranges, progress, uploads in parts and threads.
void fetches_into_a_file(ObjectStore& store);
void tells_how_far_it_is(ObjectStore& store);
void leaves_no_upload_open(ObjectStore& store);
void serves_several_threads(ObjectStore& store);

}  // namespace docexport::test
