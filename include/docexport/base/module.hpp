#pragma once

#include <string>

namespace docexport {

/// A function of the shared library `<module>.so` that lies beside the running program, under its unmangled name. The
/// library is loaded with all its symbols when it is first asked for and never unloaded; after that no file is opened
/// for it, so a process that is to be confined asks once before. For one thread at a time.
/// Throws Error (`internal`) that says why it cannot be loaded.
void* find_module_function(const std::string& module, const char* function);

/// The same with the function's type.
template <typename Function>
Function* module_function(const std::string& module, const char* function) {
  return reinterpret_cast<Function*>(find_module_function(module, function));
}

}  // namespace docexport
