#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docexport/app/services.hpp"
#include "docexport/model/document.hpp"

namespace docexport {

enum class KeepCopy { no, yes };

struct AddRequest {
  std::string path{};  ///< `-` for standard input, which is always kept as a copy
  std::optional<std::string> id{};
  std::optional<std::string> name{};  ///< default: the file's name; required with standard input
  std::optional<std::string> document_type{};
  std::string fields_json{};  ///< the content of --fields; empty when there are none
  KeepCopy copy = KeepCopy::no;
};

struct AddResult {
  Document document{};
  bool is_new = false;
};

/// Registers a document (design §3, `add`): identifies it in the helper, hashes it, copies it if asked to. Throws Error
/// `unsupported` or `input` for what can never be exported, `not_found`, `access`, `refused` (not a regular file),
/// `conflict` (the id stands for another content).
AddResult add_document(Services& services, const AddRequest& request);

struct DocumentPage {
  std::vector<Document> documents{};
  std::uint64_t total = 0;
};

DocumentPage list_documents(Services& services, std::uint64_t page, std::uint64_t limit);

/// Throws Error `refused` while exports of it are live. The kept copy goes when no other document uses it.
Document remove_document(Services& services, const std::string& id);

}  // namespace docexport
