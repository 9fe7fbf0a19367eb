#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace docexport {

/// What a caller can do about a failure. Each kind has one exit code (docexport/cli/exit_code.hpp) and, when it ends an
/// attempt, one class in the catalog (docexport/model/error_class.hpp).
enum class ErrorKind {
  usage,            ///< the command line is wrong
  configuration,    ///< a setting is wrong
  refused,          ///< the request is clear, and not allowed without a further word (--yes, --force …)
  not_found,        ///< no such export, document, file or bucket
  ambiguous,        ///< an id prefix fits several
  not_completed,    ///< the export has no file (yet)
  expired,          ///< the export's file is gone or past its time
  retry_limit,      ///< too many attempts, or a retry cannot help
  conflict,         ///< the same key or id already stands for something else
  temporary,        ///< network, throttling, server trouble: the same again may work
  access,           ///< credentials or permissions missing or refused
  busy,             ///< another process holds the catalog for longer than we wait
  nothing_matched,  ///< nothing matched, and --fail-empty was given
  integrity,        ///< a checksum or size differs, the catalog is damaged
  input,            ///< the document is damaged, encrypted or not what it says
  unsupported,      ///< the document's type is not one that can be read
  limit,            ///< the document needs more time, memory or space than it may have
  no_space,         ///< a disk is full
  interrupted,      ///< the process that did the work ended before the work did
  internal,         ///< everything else
};

/// The kind as it appears in `{"error": {"kind": …}}`: the enumerator's name.
std::string_view to_string(ErrorKind kind);

/// The one exception that crosses folders. The message is one line that names the thing, the cause and the next step;
/// it may hold control characters of a document's name, which whoever prints it escapes (docexport/base/text.hpp).
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }

 private:
  ErrorKind kind_;
};

/// An Error for a failed system call: EACCES and EPERM are `access`, ENOENT is `not_found`, ENOSPC, EDQUOT and EFBIG
/// are `no_space`, all else is `internal`. `what` says what was tried and on which thing: "cannot open /tmp/a.pdf".
Error system_error(const std::string& what, int error_number);

}  // namespace docexport
