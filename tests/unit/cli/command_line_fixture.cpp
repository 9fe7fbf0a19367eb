#include "command_line_fixture.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>

#include "docexport/base/environment.hpp"
#include "docexport/base/file.hpp"
#include "docexport/cli/command_line.hpp"

namespace docexport::test {

namespace {

FileDescriptor memory_file(const std::string& content) {
  FileDescriptor file(::memfd_create("docexport-test", MFD_CLOEXEC));
  write_all(file.get(), content, "memory");
  ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

std::string content_of(const FileDescriptor& file) {
  std::string content;
  read_through(file.get(), "memory", [&content](std::string_view piece) { content += piece; });
  return content;
}

}  // namespace

int CommandLineFixture::docexport(const std::vector<std::string>& arguments, const std::string& input) {
  std::map<std::string, std::string> all = {{"HOME", folder.path().string()}};
  all.insert(variables.begin(), variables.end());
  const Environment environment(all);
  const FileDescriptor standard_input = memory_file(input);
  const FileDescriptor standard_output = memory_file("");
  const FileDescriptor standard_error = memory_file("");
  int code = 0;
  {
    Console console(standard_input.get(), standard_output.get(), standard_error.get(), environment);
    code = run_command_line(arguments, environment, console);
  }
  out = content_of(standard_output);
  err = content_of(standard_error);
  return code;
}

}  // namespace docexport::test
