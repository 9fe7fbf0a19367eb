#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "docexport/storage/store_location.hpp"
#include "object_store_contract.hpp"
#include "stored_text.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {
namespace {

namespace fs = std::filesystem;
using test::contains;
using test::put_text;

struct LocalStoreFixture {
  test::TemporaryDirectory directory;
  fs::path root = directory.path() / "data" / "objects";
  std::unique_ptr<ObjectStore> store = open_store({.kind = StoreLocation::Kind::folder, .folder = root}, {});

  static unsigned mode_of(const fs::path& path) {
    struct stat status {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777U;
  }
};

TEST_CASE_FIXTURE(LocalStoreFixture, "a folder keeps the contract of object stores") {
  test::check_object_store_contract({.kind = StoreLocation::Kind::folder, .folder = root}, {});
}

TEST_CASE_FIXTURE(LocalStoreFixture, "opening a folder creates nothing") {
  CHECK_FALSE(fs::exists(root));
}

TEST_CASE_FIXTURE(LocalStoreFixture, "files and folders are the owner's alone, whatever the umask") {
  const mode_t before = ::umask(0);
  put_text(*store, "a/b", "x");
  ::umask(before);
  CHECK(mode_of(root) == 0700);
  CHECK(mode_of(root / "a") == 0700);
  CHECK(mode_of(root / "a" / "b") == 0600);
}

TEST_CASE_FIXTURE(LocalStoreFixture, "removing an object removes the folders it leaves empty, but not the root") {
  put_text(*store, "a/b/c/one", "x");
  put_text(*store, "a/two", "x");
  store->remove("a/b/c/one");
  CHECK_FALSE(fs::exists(root / "a" / "b"));
  CHECK(fs::exists(root / "a" / "two"));
  store->remove("a/two");
  CHECK(fs::exists(root));
  CHECK(fs::is_empty(root));
}

TEST_CASE_FIXTURE(LocalStoreFixture, "no symbolic link leads out of the folder") {
  const fs::path outside = directory.path() / "outside";
  fs::create_directories(outside);
  std::ofstream(outside / "victim") << "precious";
  fs::create_directories(root);
  fs::create_directory_symlink(outside, root / "link");
  fs::create_symlink(outside / "victim", root / "file");

  CHECK(test::failure_of([&] { put_text(*store, "link/new", "x"); }));
  CHECK(test::failure_of([&] { put_text(*store, "file", "x"); }));
  CHECK_FALSE(store->head("link/victim"));
  CHECK_FALSE(store->head("file"));
  CHECK(test::kind_of([&] { test::get_text(*store, {.key = "link/victim"}); }) == ErrorKind::not_found);
  store->remove("link/victim");
  CHECK(test::list_keys(*store).empty());
  CHECK(fs::exists(outside / "victim"));
  CHECK_FALSE(fs::exists(outside / "new"));
}

TEST_CASE_FIXTURE(LocalStoreFixture, "an unfinished file is neither listed nor a key") {
  put_text(*store, "a/done", "x");
  std::ofstream(root / "a" / ".docexport-0123.part") << "half";
  CHECK(test::list_keys(*store) == std::vector<std::string>{"a/done"});
  CHECK(test::kind_of([&] { store->head("a/.docexport-0123.part"); }) == ErrorKind::refused);
}

TEST_CASE_FIXTURE(LocalStoreFixture, "what another program left in the folder is passed over") {
  put_text(*store, "a/done", "x");
  REQUIRE(::mkfifo((root / "a" / "fifo").c_str(), 0600) == 0);
  std::ofstream(root / "a" / "\xff\xfe") << "no UTF-8";
  CHECK(test::list_keys(*store) == std::vector<std::string>{"a/done"});
  CHECK_FALSE(store->head("a/fifo"));
}

TEST_CASE_FIXTURE(LocalStoreFixture, "a folder where an object should be, or the reverse, is a conflict") {
  put_text(*store, "a/b", "x");
  CHECK(test::kind_of([&] { put_text(*store, "a", "x"); }) == ErrorKind::conflict);
  CHECK(test::kind_of([&] { put_text(*store, "a/b/c", "x"); }) == ErrorKind::conflict);
  CHECK(test::get_text(*store, {.key = "a/b"}) == "x");
}

TEST_CASE_FIXTURE(LocalStoreFixture, "an etag from another kind of store does not fit") {
  put_text(*store, "k", "x");
  CHECK(test::kind_of([&] { test::get_text(*store, {.key = "k", .etag = "\"abc\""}); }) == ErrorKind::expired);
}

TEST_CASE_FIXTURE(LocalStoreFixture, "a link is a file URL of the object's path") {
  const std::string url = store->presign("a b/100%/\xc3\xa9#?.txt", std::chrono::minutes(1), "").url;
  CHECK(url == "file://" + root.string() + "/a%20b/100%25/%C3%A9%23%3F.txt");
}

TEST_CASE_FIXTURE(LocalStoreFixture, "putting and removing side by side loses nothing") {
  std::atomic<bool> is_done{false};
  // It keeps removing the folders that the puts need, whenever they are empty.
  std::thread remover([&] {
    const auto own = open_store({.kind = StoreLocation::Kind::folder, .folder = root}, {});
    while (!is_done) {
      own->remove("shared/folder/other");
    }
  });
  for (int round = 0; round < 40; ++round) {
    CHECK_NOTHROW(put_text(*store, "shared/folder/mine", "x"));
    CHECK(store->head("shared/folder/mine"));
    store->remove("shared/folder/mine");
  }
  is_done = true;
  remover.join();
}

TEST_CASE_FIXTURE(LocalStoreFixture, "a folder that may not be written is an access error") {
  if (::geteuid() == 0) {
    MESSAGE("root may write everywhere");
    return;
  }
  fs::create_directories(root);
  fs::permissions(root, fs::perms::owner_read | fs::perms::owner_exec);
  CHECK(test::kind_of([&] { put_text(*store, "a/b", "x"); }) == ErrorKind::access);
  fs::permissions(root, fs::perms::owner_all);
}

TEST_CASE_FIXTURE(LocalStoreFixture, "a disk without room is named, and nothing is left there") {
  const test::TextFile file(std::string(100'000, 'x'));
  // A limit on the size of files, in a process of its own, refuses a write as a full disk does.
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 50'000, .rlim_max = 50'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto failure = test::failure_of([&] { store->put(file.request("a/b")); });
    const bool is_right = failure && failure->kind == ErrorKind::no_space && contains(failure->message, root.string());
    ::_exit(is_right ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(test::list_keys(*store).empty());
  CHECK_FALSE(store->head("a/b"));
  CHECK(fs::is_empty(root / "a"));
}

}  // namespace
}  // namespace docexport
