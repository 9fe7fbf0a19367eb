/// LeakSanitizer asks for it. Fontconfig keeps what it loaded until the process ends.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {  // NOLINT: the sanitizer chose the name
  return "leak:libfontconfig\n";
}
