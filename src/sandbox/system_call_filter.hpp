#pragma once

#include <linux/filter.h>

#include <vector>

namespace docexport {

/// How the filter treats opening a file for reading.
enum class OpenForReading {
  allowed,  ///< Landlock decides
  refused,  ///< EACCES: there is no Landlock
};

/// A seccomp program that kills the process at any system call that reading a document does not need, and answers with
/// an errno those that libraries try in vain. Throws Error (`internal`).
std::vector<sock_filter> make_system_call_filter(OpenForReading open_for_reading);

/// Puts this process under the program, for good; it must have PR_SET_NO_NEW_PRIVS. Throws Error (`internal`).
void enter_system_call_filter(const std::vector<sock_filter>& program);

}  // namespace docexport
