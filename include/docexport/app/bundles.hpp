#pragma once

#include <optional>
#include <string>
#include <vector>

#include "docexport/app/failure.hpp"

namespace docexport {

/// A document of a bundle (an export of type `bulk_export`), as the export's options remember it.
struct BundleMember {
  std::string id{};  ///< empty: it could not be registered, for the reason that `refusal` gives
  std::string name{};
  std::optional<Failure> refusal{};
};

/// What a document of a bundle warned of, and why it is missing in it.
struct DocumentReport {
  std::string name{};
  std::vector<std::string> warnings{};
  std::optional<Failure> failure{};
};

/// In their order. Throws Error (`integrity`).
std::vector<BundleMember> bundle_members(const std::string& options_json);

/// "1 document", "3 documents".
std::string count_documents(std::size_t count);

}  // namespace docexport
