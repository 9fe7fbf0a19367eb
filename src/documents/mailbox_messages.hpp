#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/documents/document_source.hpp"

namespace docexport {

/// The messages of a mailbox (mbox), one after the other; memory is bounded by the largest.
class MailboxMessages {
 public:
  explicit MailboxMessages(const DocumentSource& mailbox) : mailbox_(&mailbox) {}

  /// The next message without its line `From …`, lines that were quoted because they begin like one restored. Throws
  /// Error (`limit`) when it is larger than a message may be.
  std::optional<std::string> next();
  /// Goes over the next message without keeping it; false if there is none.
  bool skip();

 private:
  enum class Keep { no, yes };
  bool take_message(std::string& message, Keep keep);
  /// With its line end. The piece of a line that is longer than a buffer counts as one.
  std::optional<std::string_view> take_line();

  const DocumentSource* mailbox_;
  std::string buffer_{};
  std::size_t start_ = 0;     // of what is left in the buffer
  std::uint64_t offset_ = 0;  // in the mailbox, of what comes after the buffer
  bool has_started_ = false;  // the line `From …` of the next message is taken
};

}  // namespace docexport
