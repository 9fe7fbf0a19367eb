#pragma once

#include <chrono>

namespace docexport {

/// Sleeps. Throws Error (`interrupted`) as soon as a signal asks us to stop.
void wait_interruptibly(std::chrono::milliseconds time);

/// From [0, 1), for delays. Any thread may call it.
double random_fraction();

}  // namespace docexport
