#include "storage/connection_growth.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

#include "large_file.hpp"
#include "storage/parallel_work.hpp"
#include "storage/range_spans.hpp"
#include "stored_text.hpp"

// A large download uses as many connections as make it faster.
namespace docexport {
namespace {

using std::chrono::milliseconds;

/// A download whose rate depends on how many connections there are.
struct Simulation {
  ConnectionGrowth growth{10, {}};
  ConnectionGrowth::Time now{};
  std::uint64_t bytes = 0;
  std::size_t connections = 1;

  template <typename Rate>
  void run(milliseconds time, Rate megabytes_a_second) {
    for (const auto end = now + time; now < end; now += milliseconds(5)) {
      bytes += static_cast<std::uint64_t>(megabytes_a_second(connections) * 5000);
      connections = growth.wanted(bytes, now + milliseconds(5));
    }
  }
};

TEST_CASE("a server that does not answer at once is asked by all connections") {
  Simulation download;
  download.run(milliseconds(5), [](std::size_t) { return 0; });
  CHECK(download.connections == 1);
  download.run(milliseconds(10), [](std::size_t) { return 0; });
  CHECK(download.connections == 10);
  download.run(milliseconds(2000), [](std::size_t count) { return 90 * count; });
  CHECK(download.connections == 10);
}

TEST_CASE("a first connection that is slow is soon helped by all others") {
  Simulation download;
  download.run(milliseconds(50), [](std::size_t count) { return 90 * count; });
  CHECK(download.connections == 10);
}

TEST_CASE("where one connection is as fast as two, it stays alone") {
  Simulation download;
  download.run(milliseconds(80), [](std::size_t) { return 800; });
  CHECK(download.connections == 2);
  CHECK(download.growth.span_limit().longest == 1);
  download.run(milliseconds(1000), [](std::size_t) { return 800; });
  CHECK(download.connections == 1);
  CHECK(download.growth.span_limit().longest == 16);
  CHECK(download.growth.span_limit().workers == 1);
  download.run(milliseconds(300), [](std::size_t) { return 50; });
  CHECK(download.connections == 10);
}

TEST_CASE("connections are added while each makes the download faster") {
  Simulation download;
  download.run(milliseconds(2000), [](std::size_t count) { return std::min<std::size_t>(300 * count, 900); });
  CHECK(download.connections == 3);
  Simulation wide;
  wide.run(milliseconds(5000), [](std::size_t count) { return 300 * count * count; });
  CHECK(wide.connections == 10);
}

TEST_CASE("ranges that follow each other are asked for together, but every worker gets some") {
  const auto spans_as_text = [](const std::vector<std::size_t>& ranges, const SpanLimit& limit) {
    RangeQueue queue(ranges);
    std::string text;
    for (RangeSpan span = queue.take(limit); span.count > 0; span = queue.take(limit)) {
      text += std::to_string(span.first) + "+" + std::to_string(span.count) + " ";
    }
    return text;
  };
  CHECK(spans_as_text({}, {.longest = 8, .workers = 4}).empty());
  CHECK(spans_as_text({0, 1, 2, 3}, {.longest = 8, .workers = 4}) == "0+1 1+1 2+1 3+1 ");
  CHECK(spans_as_text({0, 1, 2, 3, 4, 8, 9, 10}, {.longest = 3, .workers = 1}) == "0+3 3+2 8+1 9+1 10+1 ");
  std::vector<std::size_t> many(100);
  std::iota(many.begin(), many.end(), std::size_t{0});
  CHECK(spans_as_text(many, {.longest = 16, .workers = 1}).starts_with("0+16 16+16 32+16 48+16 64+16 80+10 90+5 "));
  CHECK(spans_as_text(many, {.longest = 16, .workers = 10}).starts_with("0+5 5+4 "));
}

TEST_CASE("what is written of ranges is told as soon as each is whole") {
  const FileDescriptor file = test::open_empty_file();
  const PartPlan plan{.size = 25, .part_size = 10};
  std::vector<std::size_t> told;
  const auto tell = [&told](std::size_t range) { told.push_back(range); };
  RangeWriter writer(file.get(), plan, 1);
  writer.add("123456789", tell);
  CHECK(told.empty());
  writer.add("0abc", tell);
  CHECK(told == std::vector<std::size_t>{1});
  writer.add("de", tell);
  CHECK(told == std::vector<std::size_t>{1, 2});
  CHECK(writer.position() == 25);
  CHECK(file_size(file.get(), "a test's file") == 25);
}

TEST_CASE("work with fewer steps than threads comes to its end") {
  std::set<std::thread::id> threads;
  std::mutex mutex;
  for (int round = 0; round < 300; ++round) {
    threads.clear();
    run_parallel({.count = 4, .threads = 9, .run = [&](const ParallelStep&) {
                    const std::lock_guard lock(mutex);
                    threads.insert(std::this_thread::get_id());
                  }});
    CHECK(threads.size() <= 4);
  }
}

TEST_CASE("parallel work grows and shrinks as it is told, and tells of parts on the caller's thread") {
  std::atomic<int> running{0};
  std::atomic<int> most_running{0};
  std::set<std::size_t> parts;
  std::size_t steps = 0;
  std::size_t asked = 0;
  const std::thread::id caller = std::this_thread::get_id();
  run_parallel({.count = 60,
                .threads = 4,
                .run =
                    [&](const ParallelStep& step) {
                      most_running = std::max<int>(most_running, ++running);
                      step.report(2 * step.index);
                      std::this_thread::sleep_for(milliseconds(5));
                      step.report(2 * step.index + 1);
                      --running;
                    },
                .finished = [&](std::size_t) { ++steps; },
                .reported =
                    [&](std::size_t part) {
                      CHECK(std::this_thread::get_id() == caller);
                      parts.insert(part);
                    },
                .wanted_threads = [&]() -> std::size_t {
                  // From one to more than there may be, and back to none, which is one.
                  ++asked;
                  return asked == 1 ? 1 : (asked < 10 ? 9 : 0);
                }});
  CHECK(steps == 60);
  CHECK(parts.size() == 120);
  CHECK(most_running <= 4);
  CHECK(most_running >= 2);
  CHECK(asked > 10);
}

}  // namespace
}  // namespace docexport
