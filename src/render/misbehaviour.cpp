#include "render/misbehaviour.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"

namespace docexport {

namespace {

constexpr std::string_view signature = "DOCEXPORT-MISBEHAVE ";
constexpr std::string_view misbehaviour_media_type = "application/x-docexport-misbehave";
/// What the test shall see of a deed that nothing stopped.
using Report = std::vector<std::string>;

void require(bool done) {
  if (!done) {
    throw Error(ErrorKind::input, fmt::format("refused: {}", std::strerror(errno)));
  }
}

void open_socket(Report& report, const RenderDescriptors& /*files*/) {
  require(::socket(AF_INET, SOCK_STREAM, 0) >= 0);
  report.emplace_back("has a socket");
}

void connect_somewhere(Report& report, const RenderDescriptors& files) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  require(::connect(files.output, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  report.emplace_back("is connected");
}

void execute_program(Report& report, const RenderDescriptors& /*files*/) {
  std::array<char*, 1> none{};
  ::execve("/bin/true", none.data(), none.data());
  require(false);
  report.emplace_back("is another program");
}

void fork_process(Report& report, const RenderDescriptors& /*files*/) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(0);
  }
  require(child > 0);
  report.emplace_back("has a child");
}

void start_thread(Report& report, const RenderDescriptors& /*files*/) {
  std::thread([] {}).join();
  report.emplace_back("had a thread");
}

void trace_process(Report& report, const RenderDescriptors& /*files*/) {
  require(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0);
  report.emplace_back("is traced");
}

void open_file(Report& report, const RenderDescriptors& /*files*/) {
  const FileDescriptor file(::open("/etc/passwd", O_RDONLY | O_CLOEXEC));
  require(file.is_open());
  report.emplace_back("has read /etc/passwd");
}

void open_process_file(Report& report, const RenderDescriptors& /*files*/) {
  const FileDescriptor file(::open("/proc/self/environ", O_RDONLY | O_CLOEXEC));
  require(file.is_open());
  report.emplace_back("has read /proc");
}

void list_folder(Report& report, const RenderDescriptors& /*files*/) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir("/"), ::closedir);
  require(folder != nullptr);
  report.emplace_back("has listed /");
}

void write_file(Report& report, const RenderDescriptors& /*files*/) {
  const FileDescriptor file(::open("/tmp/docexport-misbehaved", O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  require(file.is_open());
  report.emplace_back("has written a file");
}

void write_document(Report& report, const RenderDescriptors& files) {
  require(::pwrite(files.document, "changed", 7, 0) == 7);
  report.emplace_back("has changed the document");
}

/// The process group is the helper's and its child's.
void kill_parent(Report& report, const RenderDescriptors& /*files*/) {
  require(::kill(0, SIGKILL) == 0);
  report.emplace_back("has killed the helper");
}

void mount_folder(Report& report, const RenderDescriptors& /*files*/) {
  require(::mount("none", "/mnt", "tmpfs", 0, nullptr) == 0);
  report.emplace_back("has mounted a folder");
}

void make_memory_file(Report& report, const RenderDescriptors& /*files*/) {
  require(::memfd_create("program", MFD_CLOEXEC) >= 0);
  report.emplace_back("has a file in memory");
}

void raise_limits(Report& report, const RenderDescriptors& /*files*/) {
  const rlimit unlimited{.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
  require(::setrlimit(RLIMIT_FSIZE, &unlimited) == 0);
  report.emplace_back("has no limit");
}

void execute_memory(Report& report, const RenderDescriptors& /*files*/) {
  const int protection = PROT_READ | PROT_WRITE | PROT_EXEC;
  require(::mmap(nullptr, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
  report.emplace_back("has executable memory");
}

void take_memory(Report& report, const RenderDescriptors& /*files*/) {
  constexpr std::size_t piece = std::size_t{16} << 20;
  std::vector<std::unique_ptr<char[]>> pieces;
  for (std::size_t taken = 0; taken < std::size_t{4} << 30; taken += piece) {
    pieces.push_back(std::make_unique<char[]>(piece));
  }
  report.emplace_back("has 4 GiB of memory");
}

void compute_forever(Report& /*report*/, const RenderDescriptors& /*files*/) {
  volatile std::uint64_t number = 0;
  while (true) {
    number = number + 1;
  }
}

void sleep_long(Report& report, const RenderDescriptors& /*files*/) {
  std::this_thread::sleep_for(std::chrono::minutes(10));
  report.emplace_back("has slept");
}

void write_without_end(Report& report, const RenderDescriptors& files) {
  const std::string piece(std::size_t{1} << 20, 'x');
  for (std::size_t written = 0; written < std::size_t{4} << 30; written += piece.size()) {
    write_all(files.output, piece, "the output");
  }
  report.emplace_back("has written 4 GiB");
}

std::vector<int> open_descriptors() {
  std::vector<int> descriptors;
  for (int descriptor = 0; descriptor < 4096; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) >= 0) {
      descriptors.push_back(descriptor);
    }
  }
  return descriptors;
}

/// Which descriptors there are, then how many there can be.
void report_descriptors(Report& report, const RenderDescriptors& files) {
  for (const int descriptor : open_descriptors()) {
    report.push_back(fmt::format("has {}", descriptor));
  }
  std::vector<FileDescriptor> duplicates;
  do {
    duplicates.emplace_back(::dup(files.output));
  } while (duplicates.back().is_open());
  const std::size_t most = open_descriptors().size();
  // UndefinedBehaviorSanitizer needs descriptors to do what follows.
  duplicates.clear();
  report.push_back(fmt::format("can have {}", most));
}

void report_environment(Report& report, const RenderDescriptors& /*files*/) {
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    report.emplace_back(*variable);
  }
}

void crash(Report& /*report*/, const RenderDescriptors& /*files*/) {
  void* const page = ::mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *static_cast<volatile char*>(page) = 1;
}

void abort_process(Report& /*report*/, const RenderDescriptors& /*files*/) {
  std::abort();
}

void leave(Report& /*report*/, const RenderDescriptors& /*files*/) {
  ::_exit(0);
}

/// The pipe on which the child answers is the only descriptor that can only be written.
int answer_pipe() {
  for (const int descriptor : open_descriptors()) {
    if (descriptor > STDERR_FILENO && (::fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_WRONLY) {
      return descriptor;
    }
  }
  throw Error(ErrorKind::input, "refused: there is no pipe");
}

void flood(Report& report, const RenderDescriptors& /*files*/) {
  const int pipe = answer_pipe();
  for (int i = 0; i < 1000; ++i) {
    write_all(pipe, std::string(std::size_t{1} << 20, 'x'), "the pipe");
  }
  report.emplace_back("has said 1 GiB");
}

void lie(Report& /*report*/, const RenderDescriptors& /*files*/) {
  write_all(answer_pipe(), R"({"media_type": 7, "records_count": -1, "stats": [], "failure": {"kind": "access"}})",
            "the pipe");
  ::_exit(0);
}

void hang_up(Report& report, const RenderDescriptors& files) {
  ::close(answer_pipe());
  sleep_long(report, files);
}

struct Deed {
  std::string_view name;
  void (*act)(Report&, const RenderDescriptors&);
};

constexpr std::array deeds = {Deed{"socket", open_socket},
                              Deed{"connect", connect_somewhere},
                              Deed{"exec", execute_program},
                              Deed{"fork", fork_process},
                              Deed{"thread", start_thread},
                              Deed{"ptrace", trace_process},
                              Deed{"open", open_file},
                              Deed{"proc", open_process_file},
                              Deed{"list", list_folder},
                              Deed{"write-file", write_file},
                              Deed{"write-document", write_document},
                              Deed{"kill-parent", kill_parent},
                              Deed{"mount", mount_folder},
                              Deed{"memory-file", make_memory_file},
                              Deed{"raise-limits", raise_limits},
                              Deed{"execute-memory", execute_memory},
                              Deed{"memory", take_memory},
                              Deed{"cpu", compute_forever},
                              Deed{"sleep", sleep_long},
                              Deed{"output", write_without_end},
                              Deed{"descriptors", report_descriptors},
                              Deed{"environment", report_environment},
                              Deed{"crash", crash},
                              Deed{"abort", abort_process},
                              Deed{"leave", leave},
                              Deed{"flood", flood},
                              Deed{"lie", lie},
                              Deed{"hang-up", hang_up}};

}  // namespace

std::optional<std::string> deed_of_document(const DocumentSource& source) {
  const std::string head = source.head(100);
  if (!head.starts_with(signature)) {
    return std::nullopt;
  }
  return head.substr(signature.size(), head.find_first_of("\r\n") - signature.size());
}

RenderOutcome misbehave(const std::string& deed, RenderOperation operation, const RenderDescriptors& files) {
  RenderOutcome outcome;
  outcome.media_type = misbehaviour_media_type;
  if (operation == RenderOperation::identify) {
    return outcome;
  }
  for (const Deed& known : deeds) {
    if (known.name == deed) {
      known.act(outcome.warnings, files);
      return outcome;
    }
  }
  throw Error(ErrorKind::unsupported, fmt::format("no misbehaviour is called {}", deed));
}

}  // namespace docexport
