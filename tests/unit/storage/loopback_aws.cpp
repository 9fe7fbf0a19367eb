#include "loopback_aws.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "docexport/http/http_client.hpp"

namespace docexport::test {
namespace {

std::string read_line(int descriptor) {
  std::string line;
  for (char each = 0; ::read(descriptor, &each, 1) == 1 && each != '\n';) {
    line += each;
  }
  return line;
}

}  // namespace

LoopbackAws::LoopbackAws() {
  std::array<int, 2> input{};
  std::array<int, 2> output{};
  if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("cannot make pipes");
  }
  const FileDescriptor their_input(input[0]);
  standard_input_ = FileDescriptor(input[1]);
  const FileDescriptor our_output(output[0]);
  FileDescriptor their_output(output[1]);
  ChildProcessRequest request{
      .program = DOCEXPORT_TEST_PYTHON,
      .arguments = {"-B", DOCEXPORT_TEST_LOOPBACK_AWS},
      .descriptors = {
          {their_input.get(), STDIN_FILENO}, {their_output.get(), STDOUT_FILENO}, {STDERR_FILENO, STDERR_FILENO}}};
  const Environment environment = Environment::of_process();
  request.environment.assign(environment.variables().begin(), environment.variables().end());
  process_ = ChildProcess::start(request);
  their_output = FileDescriptor();
  port_ = read_line(our_output.get());
  if (port_.empty()) {
    throw std::runtime_error("the loopback AWS does not start");
  }
}

void LoopbackAws::set(const nlohmann::json& settings) const {
  HttpClient({}).send({.method = "POST", .url = url() + "/_settings", .body = settings.dump()});
}

nlohmann::json LoopbackAws::take_requests() const {
  return nlohmann::json::parse(HttpClient({}).send({.url = url() + "/_requests"}).body);
}

void AwsHome::write(const std::string& name, const std::string& text) const {
  const std::filesystem::path path = folder.path() / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

Environment AwsHome::environment(Variables more) const {
  more.insert({{"HOME", folder.path().string()}, {"AWS_EC2_METADATA_DISABLED", "true"}});
  return Environment(std::move(more));
}

}  // namespace docexport::test
