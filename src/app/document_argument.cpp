#include "app/document_argument.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <functional>

#include "app/document_files.hpp"
#include "docexport/app/documents.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"

namespace docexport {

namespace {

Document resolve_argument(Services& services, const std::string& argument,
                          const std::function<Document(const std::string&)>& take_file) {
  if (argument.find('/') != std::string::npos) {
    return take_file(argument);
  }
  try {
    return resolve_document(services, argument);
  } catch (const Error& error) {
    std::error_code ignored;
    if (std::filesystem::exists(argument, ignored)) {
      return take_file(argument);
    }
    if (error.kind() == ErrorKind::not_found) {
      throw Error(ErrorKind::not_found,
                  fmt::format("{} is neither a document's id nor a file. See the documents with: docexport documents",
                              argument));
    }
    throw;
  }
}

}  // namespace

Document register_document_argument(Services& services, const std::string& argument) {
  return resolve_argument(services, argument,
                          [&](const std::string& path) { return add_document(services, {.path = path}).document; });
}

Document look_at_document_argument(Services& services, const std::string& argument) {
  return resolve_argument(services, argument, [&](const std::string& path) {
    return open_incoming_file(services, path, std::filesystem::path(path).filename().string()).document;
  });
}

}  // namespace docexport
