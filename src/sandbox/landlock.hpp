#pragma once

#include <string>
#include <vector>

#include "docexport/base/file.hpp"

namespace docexport {

/// The version of Landlock that the kernel has; 0 when it has none or it is switched off.
int landlock_version();

/// Landlock rules that handle every right this kernel knows and allow nothing but reading at and beneath `paths`; those
/// that do not exist are left out. Throws Error (`internal`).
FileDescriptor make_landlock_rules(int version, const std::vector<std::string>& paths);

/// Puts this process under the rules, for good; it must have PR_SET_NO_NEW_PRIVS. Throws Error (`internal`).
void enter_landlock(int rules);

}  // namespace docexport
