#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "docexport/base/environment.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/base/sanitizer.hpp"
#include "docexport/cli/command_line.hpp"

namespace {

/// A closed standard stream would lend its number to the next file opened, and results would be written into the
/// catalog. What takes its place cannot be written to (or read from), so that the loss is still noticed.
void occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) < 0) {
      ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

/// Credentials are in this process's memory: no core file, and no other process of the user may look (design §8).
void protect_secrets() {
  const rlimit none{.rlim_cur = 0, .rlim_max = 0};
  ::setrlimit(RLIMIT_CORE, &none);
  // LeakSanitizer looks at the process from another one.
  if (!docexport::is_sanitized_build) {
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  }
}

}  // namespace

int main(int argument_count, char** argument_values) {
  occupy_standard_descriptors();
  protect_secrets();
  ::umask(S_IRWXG | S_IRWXO);
  docexport::install_interruption_handlers();
  const std::vector<std::string> arguments(argument_values + 1, argument_values + argument_count);
  const auto environment = docexport::Environment::of_process();
  docexport::Console console(STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, environment);
  return docexport::run_command_line(arguments, environment, console);
}
