#pragma once

#include <set>
#include <string>
#include <string_view>

namespace docexport {

/// Gives the files of a bundle names that differ from each other wherever they are unpacked: not only in upper and
/// lower case, and without characters that some system forbids.
class MemberNames {
 public:
  /// A name that no member can have.
  explicit MemberNames(std::string_view reserved);

  /// `file_name`, which ends in `extension`, or the same with a number before that.
  std::string take(std::string_view file_name, std::string_view extension);

 private:
  std::set<std::string> taken_{};  ///< in lower case
};

}  // namespace docexport
