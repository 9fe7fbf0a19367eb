#include <unistd.h>

#include <system_error>

#include "docexport/base/error.hpp"
#include "docexport/rendering/renderer.hpp"

namespace docexport {

std::filesystem::path find_render_helper() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) {
    throw Error(ErrorKind::configuration, "cannot find docexport's own folder: is /proc mounted?");
  }
  const std::filesystem::path folder = program.parent_path();
  const std::filesystem::path installed = folder.parent_path() / "libexec" / "docexport" / "docexport-render";
  for (const std::filesystem::path& candidate : {folder / "docexport-render", installed}) {
    if (::access(candidate.c_str(), X_OK) == 0) {
      return candidate;
    }
  }
  throw Error(ErrorKind::configuration, "docexport-render is neither in " + folder.string() + " nor in " +
                                            installed.parent_path().string() + ": install docexport again");
}

}  // namespace docexport
