#include "docexport/app/versions.hpp"

#include "docexport/catalog/catalog.hpp"
#include "docexport/http/http_client.hpp"

namespace docexport {

std::vector<std::pair<std::string, std::string>> component_versions(VersionDetail detail) {
  std::vector<std::pair<std::string, std::string>> versions = {{"docexport", DOCEXPORT_VERSION},
                                                               {"sqlite", sqlite_version()}};
  if (detail == VersionDetail::libraries) {
    versions.emplace_back("http", http_library_version());
  }
  return versions;
}

}  // namespace docexport
