#pragma once

#include <string>
#include <vector>

#include "docexport/app/bundles.hpp"

namespace docexport {

/// The options with the members under `documents`; they stay as they are otherwise.
std::string write_bundle_members(const std::string& options_json, const std::vector<BundleMember>& members);

/// The options of each member's own export: without the list of all of them.
std::string options_of_members(const std::string& options_json);

}  // namespace docexport
