#include "docexport/base/module.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

Error cannot_load(const std::string& module, const std::string& cause) {
  return {ErrorKind::internal, fmt::format("cannot load {}: {}. Install docexport again.", module, cause)};
}

void* load(const std::string& module) {
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe");
  const std::string path = (program.parent_path() / (module + ".so")).string();
  void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* const cause = ::dlerror();
    throw cannot_load(module, cause == nullptr ? path : cause);
  }
  return library;
}

}  // namespace

void* find_module_function(const std::string& module, const char* function) {
  // Never closed: their functions are called until the process ends.
  static std::map<std::string, void*> libraries;
  auto found = libraries.find(module);
  if (found == libraries.end()) {
    found = libraries.emplace(module, load(module)).first;
  }
  void* const address = ::dlsym(found->second, function);
  if (address == nullptr) {
    throw cannot_load(module, fmt::format("it has no {}", function));
  }
  return address;
}

}  // namespace docexport
