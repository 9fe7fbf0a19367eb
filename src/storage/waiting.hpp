#pragma once

#include <chrono>
#include <stop_token>

namespace docexport {

/// Sleeps. Throws Error (`interrupted`) as soon as a signal or `stop` asks us to stop.
void wait_interruptibly(std::chrono::milliseconds time, const std::stop_token& stop = {});

/// From [0, 1), for delays. Any thread may call it.
double random_fraction();

}  // namespace docexport
