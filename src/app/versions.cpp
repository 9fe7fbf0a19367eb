#include "docexport/app/versions.hpp"

#include "docexport/catalog/catalog.hpp"
#include "docexport/http/http_client.hpp"

namespace docexport {

std::vector<std::pair<std::string, std::string>> component_versions() {
  return {{"docexport", DOCEXPORT_VERSION}, {"sqlite", sqlite_version()}, {"http", http_library_version()}};
}

}  // namespace docexport
