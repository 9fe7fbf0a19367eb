#include "support/loopback_s3.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "docexport/http/http_client.hpp"

namespace docexport::test {
namespace {

struct Pipe {
  FileDescriptor reader{};
  FileDescriptor writer{};
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("cannot make a pipe");
  }
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

struct Streams {
  int input = STDIN_FILENO;
  int output = STDOUT_FILENO;
  int error = STDERR_FILENO;
};

pid_t spawn(std::vector<std::string> command, const Streams& streams) {
  std::vector<char*> arguments;
  for (std::string& each : command) {
    arguments.push_back(each.data());
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, streams.input, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, streams.output, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, streams.error, STDERR_FILENO);
  pid_t process = -1;
  const int result = ::posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (result != 0) {
    throw std::runtime_error("cannot start " + command[0]);
  }
  return process;
}

std::string read_line(int descriptor) {
  std::string line;
  char each = 0;
  while (::read(descriptor, &each, 1) == 1 && each != '\n') {
    line += each;
  }
  return line;
}

HttpResponse control(const LoopbackS3& server, HttpRequest request) {
  request.url = server.endpoint() + request.url;
  HttpResponse response = HttpClient({}).send(request);
  if (response.status != 200) {
    throw std::runtime_error("the loopback S3 refuses " + request.url + ": " + response.body);
  }
  return response;
}

}  // namespace

LoopbackS3::LoopbackS3(const std::vector<std::string>& arguments) {
  Pipe input = make_pipe();
  Pipe output = make_pipe();
  std::vector<std::string> command{DOCEXPORT_TEST_PYTHON, "-B", DOCEXPORT_TEST_LOOPBACK_S3, "--checksums",
                                   DOCEXPORT_TEST_CHECKSUMS};
  command.insert(command.end(), arguments.begin(), arguments.end());
  process_ = spawn(command, {.input = input.reader.get(), .output = output.writer.get()});
  standard_input_ = std::move(input.writer);
  output.writer = FileDescriptor();  // so that the end of the process is the end of the pipe
  const std::string line = read_line(output.reader.get());
  if (line.empty()) {
    throw std::runtime_error("the loopback S3 does not start");
  }
  port_ = static_cast<std::uint16_t>(std::stoul(line));
}

LoopbackS3::~LoopbackS3() {
  standard_input_ = FileDescriptor();
  ::waitpid(process_, nullptr, 0);
}

std::string LoopbackS3::endpoint() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}
std::string LoopbackS3::virtual_endpoint() const {
  return "http://s3.localhost:" + std::to_string(port_);
}

Environment LoopbackS3::environment() const {
  return Environment({{"AWS_ACCESS_KEY_ID", "AKIDLOOPBACK"},
                      {"AWS_SECRET_ACCESS_KEY", "loopbackSecret/with+signs="},
                      {"AWS_ENDPOINT_URL", endpoint()}});
}

Environment LoopbackS3::temporary_environment() const {
  return Environment({{"AWS_ACCESS_KEY_ID", "ASIALOOPBACK"},
                      {"AWS_SECRET_ACCESS_KEY", "temporarySecret/with+signs="},
                      {"AWS_SESSION_TOKEN", "loopbackToken//with+signs=="},
                      {"AWS_ENDPOINT_URL", endpoint()}});
}

void LoopbackS3::play(const nlohmann::json& faults) const {
  // A list of one in braces is nlohmann's spelling of the one itself.
  const nlohmann::json list = faults.is_object() ? nlohmann::json::array({faults}) : faults;
  control(*this, {.method = "POST", .url = "/_faults", .body = list.dump()});
}

void LoopbackS3::set(const nlohmann::json& settings) const {
  control(*this, {.method = "POST", .url = "/_settings", .body = settings.dump()});
}

nlohmann::json LoopbackS3::take_requests() const {
  return nlohmann::json::parse(control(*this, {.url = "/_requests"}).body);
}

Certificate make_certificate(const std::filesystem::path& directory) {
  Certificate made{.certificate = directory / "tls.crt", .key = directory / "tls.key"};
  const FileDescriptor log(::open((directory / "openssl.log").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  const pid_t process = spawn({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                               "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                               "subjectAltName=DNS:localhost", "-keyout", made.key, "-out", made.certificate, "-batch"},
                              {.input = log.get(), .output = log.get(), .error = log.get()});
  int status = 0;
  ::waitpid(process, &status, 0);
  if (status != 0) {
    throw std::runtime_error("cannot make a certificate: is openssl installed?");
  }
  return made;
}

}  // namespace docexport::test
