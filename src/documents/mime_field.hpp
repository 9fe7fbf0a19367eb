#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace docexport {

struct MimeParameter {
  std::string name{};   ///< lower case
  std::string value{};  ///< valid UTF-8
};

/// A header that has parameters: Content-Type, Content-Disposition.
struct MimeField {
  std::string value{};  ///< lower case, without white space: "text/plain", "attachment"
  std::vector<MimeParameter> parameters{};

  /// Empty if there is none.
  [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

/// Reads the value of such a header. Values that are cut into pieces or that name a charset (RFC 2231) are put together
/// and decoded, as are encoded words, which do not belong there and are common.
MimeField parse_mime_field(std::string_view text);

}  // namespace docexport
