#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

/// LeakSanitizer asks for it. These libraries keep what they loaded until the process ends.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {  // NOLINT: the sanitizer chose the name
  return "leak:libfontconfig\nleak:libtesseract\n";
}
