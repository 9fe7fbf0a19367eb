#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/base/file.hpp"
#include "docexport/base/random.hpp"
#include "unit/rendering/render_fixture.hpp"

namespace docexport::test {

namespace {

struct Mapping {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

// What is larger is AddressSanitizer's shadow of the memory, not memory.
constexpr std::uint64_t largest_mapping = std::uint64_t{8} << 30;

std::vector<Mapping> readable_mappings(const std::string& process_id) {
  std::vector<Mapping> mappings;
  std::ifstream maps("/proc/" + process_id + "/maps");
  for (std::string line; std::getline(maps, line);) {
    Mapping mapping;
    char readable = '-';
    if (std::sscanf(line.c_str(), "%" SCNx64 "-%" SCNx64 " %c", &mapping.begin, &mapping.end, &readable) == 3 &&
        readable == 'r' && line.find("[v") == std::string::npos && mapping.end - mapping.begin < largest_mapping) {
      mappings.push_back(mapping);
    }
  }
  return mappings;
}

std::size_t count_in_memory(const std::string& process_id, const std::string& canary) {
  const FileDescriptor memory(::open(("/proc/" + process_id + "/mem").c_str(), O_RDONLY | O_CLOEXEC));
  REQUIRE(memory.is_open());
  std::size_t hits = 0;
  std::uint64_t bytes_seen = 0;
  std::vector<char> buffer(std::size_t{1} << 20);
  for (const Mapping& mapping : readable_mappings(process_id)) {
    for (std::uint64_t at = mapping.begin; at < mapping.end; at += buffer.size() - canary.size()) {
      const std::size_t wanted = std::min<std::uint64_t>(buffer.size(), mapping.end - at);
      const ssize_t count = ::pread(memory.get(), buffer.data(), wanted, static_cast<off_t>(at));
      if (count <= 0) {
        break;
      }
      bytes_seen += static_cast<std::uint64_t>(count);
      const std::string_view piece(buffer.data(), static_cast<std::size_t>(count));
      for (std::size_t found = piece.find(canary); found != std::string_view::npos;
           found = piece.find(canary, found + 1)) {
        ++hits;
      }
    }
  }
  CHECK(bytes_seen > std::uint64_t{1} << 20);
  return hits;
}

std::string environment_of(const std::string& process_id) {
  std::ifstream file("/proc/" + process_id + "/environ", std::ios::binary);
  REQUIRE(file.is_open());
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace

TEST_CASE_FIXTURE(RenderFixture, "no secret of this process is in the helper's environment or memory") {
  const std::string canary = "secret" + random_hexadecimal(16);
  ::setenv("AWS_SECRET_ACCESS_KEY", canary.c_str(), 1);

  // The helper that an export uses, after it has read a document.
  check_that_documents_are_read();
  const std::vector<std::string> helpers = children();
  REQUIRE(helpers.size() == 1);
  CHECK(environment_of(helpers.front()).empty());
  CHECK(count_in_memory(helpers.front(), canary) == 0);

  // The same look at this process finds it, so it would have been found there too.
  CHECK(count_in_memory("self", canary) >= 1);
  ::unsetenv("AWS_SECRET_ACCESS_KEY");
}

}  // namespace docexport::test
