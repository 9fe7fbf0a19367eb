#include "sandbox/landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

// Debian 12's kernel headers end at version 2; the kernel that runs may be newer. Values: Linux
// Documentation/userspace-api/landlock.rst.
struct RulesetAttributes {
  std::uint64_t handled_access_fs = 0;
  std::uint64_t handled_access_net = 0;
  std::uint64_t scoped = 0;
};

constexpr std::uint64_t files_version_1 = (std::uint64_t{1} << 13U) - 1;
constexpr std::uint64_t files_refer = std::uint64_t{1} << 13U;           // version 2
constexpr std::uint64_t files_truncate = std::uint64_t{1} << 14U;        // version 3
constexpr std::uint64_t network_bind_connect = 0b11;                     // version 4
constexpr std::uint64_t files_control_device = std::uint64_t{1} << 15U;  // version 5
constexpr std::uint64_t scope_sockets_signals = 0b11;                    // version 6

RulesetAttributes attributes_for(int version) {
  RulesetAttributes attributes{.handled_access_fs = files_version_1};
  if (version >= 2) {
    attributes.handled_access_fs |= files_refer;
  }
  if (version >= 3) {
    attributes.handled_access_fs |= files_truncate;
  }
  if (version >= 4) {
    attributes.handled_access_net = network_bind_connect;
  }
  if (version >= 5) {
    attributes.handled_access_fs |= files_control_device;
  }
  if (version >= 6) {
    attributes.scoped = scope_sockets_signals;
  }
  return attributes;
}

void allow_reading(int rules, const std::string& path) {
  const FileDescriptor file(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!file.is_open()) {
    return;
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    throw system_error("cannot look at " + path, errno);
  }
  landlock_path_beneath_attr rule{};
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
  if (S_ISDIR(status.st_mode)) {
    rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  }
  rule.parent_fd = file.get();
  if (::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
    throw Error(ErrorKind::internal, system_error("cannot allow reading of " + path, errno).what());
  }
}

}  // namespace

int landlock_version() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, LANDLOCK_CREATE_RULESET_VERSION);
  return version > 0 ? static_cast<int>(version) : 0;
}

FileDescriptor make_landlock_rules(int version, const std::vector<std::string>& paths) {
  const RulesetAttributes attributes = attributes_for(version);
  FileDescriptor rules(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0)));
  if (!rules.is_open()) {
    throw Error(ErrorKind::internal, system_error("cannot make Landlock rules", errno).what());
  }
  for (const std::string& path : paths) {
    allow_reading(rules.get(), path);
  }
  return rules;
}

void enter_landlock(int rules) {
  if (::syscall(SYS_landlock_restrict_self, rules, 0) != 0) {
    throw Error(ErrorKind::internal, system_error("cannot enter Landlock", errno).what());
  }
}

}  // namespace docexport
