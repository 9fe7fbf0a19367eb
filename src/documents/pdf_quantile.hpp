#pragma once

#include <vector>

namespace docexport {

/// The value that `share` (0 to 1) of the values do not exceed. There is at least one value; their order changes.
double quantile(std::vector<double>& values, double share);

}  // namespace docexport
