#include "sandbox/child_end.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <csignal>
#include <cstring>

#include "docexport/base/quantity.hpp"

namespace docexport {

namespace {

std::uint64_t cpu_seconds(const rusage& usage) {
  return static_cast<std::uint64_t>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
                                    (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1'000'000);
}

/// Libraries that do not check what they allocate crash, and others end the process, when memory runs out.
bool used_most_memory(const rusage& usage, const RenderLimits& limits) {
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024 >= limits.memory_bytes / 2;
}

RenderFailure too_much_cpu(const RenderLimits& limits) {
  return {.kind = ErrorKind::limit,
          .message = fmt::format("the document needs more than {} s of processor time: raise --max-seconds, or "
                                 "export a smaller document",
                                 limits.cpu_seconds)};
}

RenderFailure crashed(const std::string& how) {
  return {.kind = ErrorKind::input,
          .message = fmt::format("the reader crashed on this document ({}): the file is probably damaged", how)};
}

RenderFailure describe_signal(int signal, const rusage& usage, const RenderLimits& limits) {
  switch (signal) {
    case SIGSYS:
      return {.kind = ErrorKind::input,
              .message =
                  "the document made the reader try what no document needs, and it was stopped (SIGSYS): treat "
                  "the file as malicious"};
    case SIGXCPU:
      return too_much_cpu(limits);
    case SIGXFSZ:
      return {.kind = ErrorKind::limit,
              .message = fmt::format("the export file would be larger than {}: raise --max-output, or export a "
                                     "smaller document",
                                     format_size(limits.output_bytes))};
    case SIGKILL:
      if (cpu_seconds(usage) >= limits.cpu_seconds) {
        return too_much_cpu(limits);
      }
      return {.kind = ErrorKind::limit,
              .message =
                  "the reader was killed, probably because the machine ran out of memory: free some and try "
                  "again"};
    default:
      if (used_most_memory(usage, limits)) {
        return out_of_memory(limits);
      }
      const char* name = ::sigabbrev_np(signal);
      return crashed(name != nullptr ? fmt::format("SIG{}", name) : fmt::format("signal {}", signal));
  }
}

}  // namespace

RenderFailure describe_child_end(int status, const rusage& usage, const RenderLimits& limits) {
  if (WIFSIGNALED(status)) {
    return describe_signal(WTERMSIG(status), usage, limits);
  }
  if (WEXITSTATUS(status) != 0 && used_most_memory(usage, limits)) {
    return out_of_memory(limits);
  }
  return crashed(fmt::format("exit code {}", WEXITSTATUS(status)));
}

RenderFailure took_too_long(const RenderLimits& limits) {
  return {
      .kind = ErrorKind::limit,
      .message = fmt::format("the document takes longer than {} s: raise --max-seconds, or export a smaller document",
                             limits.wall_seconds)};
}

RenderFailure out_of_memory(const RenderLimits& limits) {
  return {.kind = ErrorKind::limit,
          .message = fmt::format("the document needs more than {} of memory: raise --max-memory, or export a "
                                 "smaller document",
                                 format_size(limits.memory_bytes))};
}

}  // namespace docexport
