#include "http/curl_library.hpp"

#include <dlfcn.h>

#include <string>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

/// The name of libcurl's binary interface, unchanged since 2006.
constexpr const char* library_name = "libcurl.so.4";

Error cannot_load(const std::string& cause) {
  return {ErrorKind::internal, "cannot load libcurl: " + cause + ". Install the package libcurl4."};
}

template <typename Function>
void find_function(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) {
    throw cannot_load(std::string("it has no ") + name);
  }
}

CurlLibrary load_library() {
  // Never closed: what libcurl registers for the process's end must still be there then.
  void* library = ::dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* cause = ::dlerror();
    throw cannot_load(cause == nullptr ? library_name : cause);
  }
  CurlLibrary curl;
  find_function(library, "curl_global_init", curl.global_init);
  find_function(library, "curl_version", curl.version);
  find_function(library, "curl_free", curl.free);
  find_function(library, "curl_easy_init", curl.easy_init);
  find_function(library, "curl_easy_cleanup", curl.easy_cleanup);
  find_function(library, "curl_easy_reset", curl.easy_reset);
  find_function(library, "curl_easy_setopt", curl.easy_setopt);
  find_function(library, "curl_easy_perform", curl.easy_perform);
  find_function(library, "curl_easy_strerror", curl.easy_strerror);
  find_function(library, "curl_share_init", curl.share_init);
  find_function(library, "curl_share_setopt", curl.share_setopt);
  find_function(library, "curl_share_cleanup", curl.share_cleanup);
  find_function(library, "curl_slist_append", curl.slist_append);
  find_function(library, "curl_slist_free_all", curl.slist_free_all);
  find_function(library, "curl_url", curl.url);
  find_function(library, "curl_url_cleanup", curl.url_cleanup);
  find_function(library, "curl_url_get", curl.url_get);
  find_function(library, "curl_url_set", curl.url_set);
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    throw Error(ErrorKind::internal, "cannot start libcurl");
  }
  return curl;
}

}  // namespace

const CurlLibrary& curl_library() {
  static const CurlLibrary library = load_library();
  return library;
}

}  // namespace docexport
