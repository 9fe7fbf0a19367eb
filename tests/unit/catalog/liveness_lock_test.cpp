#include "docexport/catalog/liveness_lock.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <csignal>

#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

/// A process that holds the lock of an export until it is killed.
class Holder {
 public:
  Holder(const std::filesystem::path& catalog, const std::string& id) {
    std::array<int, 2> ready{};
    REQUIRE(::pipe(ready.data()) == 0);
    process_ = start_process([&] {
      LivenessLock lock(catalog);
      if (!lock.try_acquire(id)) {
        throw std::runtime_error("the lock is taken");
      }
      ::write(ready[1], "x", 1) == 1 ? ::pause() : 0;
    });
    ::close(ready[1]);
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    ::close(ready[0]);
  }
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  ~Holder() { kill(); }

  void kill() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      exit_code_of(process_);
      process_ = -1;
    }
  }

 private:
  pid_t process_ = -1;
};

}  // namespace

TEST_CASE("the lock of a living process is held, that of a killed one is free") {
  const TemporaryDirectory directory;
  const std::string id = random_uuid();
  Holder holder(directory.path() / "exports.db", id);
  LivenessLock lock(directory.path() / "exports.db");
  CHECK_FALSE(lock.try_acquire(id));
  CHECK(lock.try_acquire(random_uuid()));
  holder.kill();
  CHECK(lock.try_acquire(id));
}

TEST_CASE("a released lock is free, and closing another descriptor of the file frees nothing") {
  const TemporaryDirectory directory;
  const std::string id = random_uuid();
  LivenessLock first(directory.path() / "exports.db");
  LivenessLock second(directory.path() / "exports.db");
  CHECK(first.try_acquire(id));
  { const LivenessLock third(directory.path() / "exports.db"); }
  CHECK_FALSE(second.try_acquire(id));
  first.release(id);
  CHECK(second.try_acquire(id));
}

TEST_CASE("ids that differ in one digit have locks of their own, at both ends") {
  const TemporaryDirectory directory;
  LivenessLock first(directory.path() / "exports.db");
  LivenessLock second(directory.path() / "exports.db");
  CHECK(first.try_acquire("00000000-0000-4000-8000-000000000000"));
  CHECK(second.try_acquire("00000000-0000-4010-8000-000000000000"));
  CHECK(first.try_acquire("ffffffff-ffff-4fff-bfff-ffffffffffff"));
  CHECK_FALSE(second.try_acquire("ffffffff-ffff-4fff-bfff-ffffffffffff"));
}

TEST_CASE("the lock file is for its owner alone and holds nothing") {
  const TemporaryDirectory directory;
  LivenessLock lock(directory.path() / "exports.db");
  lock.try_acquire(random_uuid());
  struct stat status {};
  REQUIRE(::stat((directory.path() / "exports.db.lock").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777U) == 0600U);
  CHECK(status.st_size == 0);
}

TEST_CASE("what is no export's id, and what is no file, is refused") {
  const TemporaryDirectory directory;
  LivenessLock lock(directory.path() / "exports.db");
  CHECK(kind_thrown_by([&] { lock.try_acquire("exports.db"); }) == ErrorKind::internal);
  REQUIRE(::mkfifo((directory.path() / "fifo.lock").c_str(), 0600) == 0);
  CHECK(kind_thrown_by([&] { LivenessLock(directory.path() / "fifo"); }) == ErrorKind::configuration);
}
