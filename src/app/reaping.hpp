#pragma once

#include "docexport/app/services.hpp"

namespace docexport {

/// Ends what died (design §5): a pending or processing export whose lock byte is free becomes failed (interrupted), or
/// completed when its object is already whole. Liveness is the lock, never age. A catalog that cannot be written is
/// left as it is: reading goes on.
void reap_interrupted(Services& services);

}  // namespace docexport
