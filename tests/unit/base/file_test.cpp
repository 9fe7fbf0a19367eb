#include "docexport/base/file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "docexport/base/error.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {

namespace {

void write_text(const std::filesystem::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

/// Sets the umask for one test.
class Umask {
 public:
  explicit Umask(mode_t mask) : before_(::umask(mask)) {}
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;
  ~Umask() { ::umask(before_); }

 private:
  mode_t before_;
};

template <typename Call>
ErrorKind kind_of(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.kind();
  }
  FAIL("no error");
  return ErrorKind::internal;
}

}  // namespace

TEST_CASE("a descriptor has one owner and is closed with it") {
  int number = -1;
  {
    FileDescriptor file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    number = file.get();
    REQUIRE(file.is_open());
    FileDescriptor other = std::move(file);
    CHECK_FALSE(file.is_open());  // NOLINT(bugprone-use-after-move): that it is empty is what is tested
    CHECK(other.get() == number);
    FileDescriptor third;
    third = std::move(other);
    CHECK(third.get() == number);
  }
  CHECK(::fcntl(number, F_GETFD) == -1);
}

TEST_CASE("closing tells of a write that failed late, and twice is harmless") {
  FileDescriptor file(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  file.close("null");
  CHECK_FALSE(file.is_open());
  file.close("null");
}

TEST_CASE("a regular file is opened, also through a symbolic link, and closed on exec") {
  const test::TemporaryDirectory folder;
  write_text(folder.path() / "a.txt", "hello");
  std::filesystem::create_symlink("a.txt", folder.path() / "link");
  for (const char* name : {"a.txt", "link"}) {
    const FileDescriptor file = open_regular_file(folder.path() / name);
    CHECK(file_size(file.get(), name) == 5);
    CHECK((static_cast<unsigned>(::fcntl(file.get(), F_GETFD)) & static_cast<unsigned>(FD_CLOEXEC)) != 0);
  }
}

TEST_CASE("a directory, a FIFO, a socket and a device are refused by name, without waiting") {
  const test::TemporaryDirectory folder;
  const std::filesystem::path fifo = folder.path() / "fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  std::filesystem::create_symlink("fifo", folder.path() / "link");

  const std::filesystem::path socket_path = folder.path() / "socket";
  const FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  socket_path.string().copy(address.sun_path, sizeof(address.sun_path) - 1);
  REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);

  for (const std::filesystem::path& path :
       {folder.path(), fifo, folder.path() / "link", socket_path, std::filesystem::path("/dev/null")}) {
    CAPTURE(path.string());
    try {
      open_regular_file(path);
      FAIL("opened");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::refused);
      CHECK(std::string(error.what()).find(path.string()) != std::string::npos);
    }
  }
}

TEST_CASE("a missing file is not found, an unreadable one is a matter of access") {
  const test::TemporaryDirectory folder;
  CHECK(kind_of([&] { open_regular_file(folder.path() / "missing"); }) == ErrorKind::not_found);
  write_text(folder.path() / "a.txt", "x");
  CHECK(kind_of([&] { open_regular_file(folder.path() / "a.txt" / "b"); }) == ErrorKind::not_found);
  if (::geteuid() != 0) {
    std::filesystem::permissions(folder.path() / "a.txt", std::filesystem::perms::none);
    CHECK(kind_of([&] { open_regular_file(folder.path() / "a.txt"); }) == ErrorKind::access);
  }
}

TEST_CASE("reading at an offset gives fewer bytes only at the end") {
  const test::TemporaryDirectory folder;
  write_text(folder.path() / "a", "0123456789");
  const FileDescriptor file = open_regular_file(folder.path() / "a");
  std::array<char, 4> buffer{};
  CHECK(read_at(file.get(), buffer, 2, "a") == 4);
  CHECK(std::string_view(buffer.data(), 4) == "2345");
  CHECK(read_at(file.get(), buffer, 8, "a") == 2);
  CHECK(read_at(file.get(), buffer, 10, "a") == 0);
  CHECK(read_at(file.get(), buffer, 1000, "a") == 0);
}

TEST_CASE("reading through a file gives each byte once, and what the taker throws comes out") {
  const test::TemporaryDirectory folder;
  std::string text;
  for (int number = 0; number < 400'000; ++number) {
    text += std::to_string(number) + '\n';
  }
  write_text(folder.path() / "a", text);
  const FileDescriptor file = open_regular_file(folder.path() / "a");
  std::string seen;
  read_through(file.get(), "a", [&](std::string_view bytes) { seen += bytes; });
  CHECK(seen == text);
  CHECK_THROWS_AS(read_through(file.get(), "a", [](std::string_view) { throw std::bad_alloc(); }), std::bad_alloc);
}

TEST_CASE("a descriptor that cannot be read or written gives an error that names the file") {
  for (const auto& call : {std::function<void()>([] { file_size(-1, "lost.pdf"); }),
                           std::function<void()>([] { write_all(-1, "x", "lost.pdf"); }),
                           std::function<void()>([] { write_all_at(-1, "x", 0, "lost.pdf"); }),
                           std::function<void()>([] { sync_file(-1, "lost.pdf"); }),
                           std::function<void()>([] { read_through(-1, "lost.pdf", [](std::string_view) {}); })}) {
    try {
      call();
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(std::string(error.what()).find("lost.pdf") != std::string::npos);
    }
  }
}

TEST_CASE("writing puts all bytes where they belong") {
  const test::TemporaryDirectory folder;
  const FileDescriptor file = open_unnamed_file(folder.path());
  write_all(file.get(), "hello ", "x");
  write_all(file.get(), "world", "x");
  write_all_at(file.get(), "W", 6, "x");
  std::string seen;
  read_through(file.get(), "x", [&](std::string_view bytes) { seen += bytes; });
  CHECK(seen == "hello World");
}

TEST_CASE("a full disk is an error of its own kind") {
  const FileDescriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
  REQUIRE(full.is_open());
  CHECK(kind_of([&] { write_all(full.get(), "x", "full"); }) == ErrorKind::no_space);
}

TEST_CASE("a small file is read whole, a larger one is a limit") {
  const test::TemporaryDirectory folder;
  write_text(folder.path() / "a", "12345");
  CHECK(read_file(folder.path() / "a", 5) == "12345");
  CHECK(kind_of([&] { read_file(folder.path() / "a", 4); }) == ErrorKind::limit);
}

TEST_CASE("an unnamed file leaves nothing in its folder") {
  const test::TemporaryDirectory folder;
  {
    const FileDescriptor file = open_unnamed_file(folder.path());
    write_all(file.get(), "x", "x");
    CHECK(std::filesystem::is_empty(folder.path()));
  }
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(kind_of([&] { open_unnamed_file(folder.path() / "missing"); }) == ErrorKind::not_found);
}

TEST_CASE("private folders are made with mode 0700, those that exist are left alone") {
  const test::TemporaryDirectory folder;
  const Umask everything_allowed(0);
  std::filesystem::create_directory(folder.path() / "a");
  create_private_directories(folder.path() / "a" / "b" / "c");
  CHECK(mode_of(folder.path() / "a") == 0777);
  CHECK(mode_of(folder.path() / "a" / "b") == 0700);
  CHECK(mode_of(folder.path() / "a" / "b" / "c") == 0700);
  create_private_directories(folder.path() / "a" / "b" / "c");
  create_private_directories((folder.path() / "a" / "d").string() + "/");
  CHECK(mode_of(folder.path() / "a" / "d") == 0700);
}

TEST_CASE("a folder that cannot be made is an error that names it") {
  const test::TemporaryDirectory folder;
  write_text(folder.path() / "file", "x");
  CHECK_THROWS_AS(create_private_directories(folder.path() / "file" / "a"), Error);
  CHECK_THROWS_AS(create_private_directories(folder.path() / "file"), Error);
  CHECK_THROWS_AS(create_private_directories(folder.path() / std::string(300, 'a')), Error);
}

TEST_CASE("a folder's entries are flushed, a missing folder is an error") {
  const test::TemporaryDirectory folder;
  sync_directory(folder.path());
  CHECK(kind_of([&] { sync_directory(folder.path() / "missing"); }) == ErrorKind::not_found);
}

TEST_CASE("room is made sure of before anything is written") {
  const test::TemporaryDirectory folder;
  const FileDescriptor file = open_unnamed_file(folder.path());
  write_all(file.get(), "some", "a test's file");
  CHECK_NOTHROW(reserve_space(file.get(), 1 << 20, "a test's file"));
  CHECK(file_size(file.get(), "a test's file") == 4);
  CHECK(kind_of([&] { reserve_space(file.get(), std::uint64_t{1} << 62U, "a test's file"); }) == ErrorKind::no_space);
}

}  // namespace docexport
