#pragma once

#include "docexport/base/environment.hpp"
#include "storage/aws_configuration.hpp"

namespace docexport {

/// Runs the program that a profile names in `credential_process`, without a shell and with the given environment, and
/// reads the credentials that it writes: JSON of Version 1, at most 64 KiB, within a minute. What it writes to standard
/// error is not shown. Throws Error: `configuration` for a command that is none, `access` when the program fails.
Credentials run_credential_process(const AwsSetting& command, const Environment& environment);

}  // namespace docexport
