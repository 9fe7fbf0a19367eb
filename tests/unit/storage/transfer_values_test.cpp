#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>

#include "docexport/base/digest.hpp"
#include "large_file.hpp"
#include "storage/multipart_answers.hpp"
#include "storage/object_checksum.hpp"
#include "storage/parallel_work.hpp"
#include "storage/part_plan.hpp"
#include "storage/s3_capabilities.hpp"
#include "storage/upload_state.hpp"
#include "stored_text.hpp"

namespace docexport {
namespace {

using test::contains;
using test::kind_of;

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

TEST_CASE("parts grow so that there are at most ten thousand") {
  const PartPlan small = plan_parts(20 * mebibyte + 1, 8 * mebibyte);
  CHECK(small.count() == 3);
  CHECK(small.offset_of(2) == 16 * mebibyte);
  CHECK(small.size_of(2) == 4 * mebibyte + 1);
  CHECK(plan_parts(16 * mebibyte, 8 * mebibyte).count() == 2);
  for (const std::uint64_t size : {80'000 * mebibyte, 80'000 * mebibyte + 1, 50'000'000 * mebibyte}) {
    const PartPlan plan = plan_parts(size, 8 * mebibyte);
    CHECK(plan.count() <= max_parts);
    CHECK(plan.offset_of(plan.count() - 1) + plan.size_of(plan.count() - 1) == size);
  }
  CHECK(plan_parts(80'000 * mebibyte, 8 * mebibyte).part_size == 8 * mebibyte);
  CHECK(kind_of([] { plan_parts(std::uint64_t{51'200'001} * mebibyte, 8 * mebibyte); }) == ErrorKind::limit);
}

TEST_CASE("the state of an upload is read as it was written, and stays below a mebibyte") {
  UploadState state{.upload_id = "id/\"1\"",
                    .size = 80'000 * mebibyte,
                    .sha256 = std::string(64, 'a'),
                    .part_size = 8 * mebibyte,
                    .algorithm = ChecksumAlgorithm::crc64nvme};
  for (int number = 1; number <= 10'000; ++number) {
    state.parts[number] = {.etag = "\"" + std::string(32, 'e') + "\"", .checksum = "rosUhgp5mIg="};
  }
  const std::string text = write_upload_state(state);
  CHECK(text.size() < mebibyte);
  const auto read = parse_upload_state(text);
  REQUIRE(read);
  CHECK(read->upload_id == state.upload_id);
  CHECK(read->size == state.size);
  CHECK(read->sha256 == state.sha256);
  CHECK(read->part_size == state.part_size);
  CHECK(read->algorithm == state.algorithm);
  CHECK(read->parts.size() == 10'000);
  CHECK(read->parts.at(7).etag == state.parts.at(7).etag);
  CHECK(read->parts.at(7).checksum == state.parts.at(7).checksum);
  state.parts[1].etag = std::string(mebibyte, 'x');
  CHECK(write_upload_state(state).size() < 1000);
  state.parts[1].etag = "\xff";
  CHECK(parse_upload_state(write_upload_state(state)));
}

TEST_CASE("what is no state of an upload is not taken for one") {
  for (const char* const text :
       {"", "null", "{}", "[]", R"({"upload_id":"","size":1,"sha256":"a","part_size":1,"checksum":"CRC32","parts":[]})",
        R"({"upload_id":"u","size":1,"sha256":"a","part_size":0,"checksum":"CRC32","parts":[]})",
        R"({"upload_id":"u","size":99999,"sha256":"a","part_size":1,"checksum":"CRC32","parts":[]})",
        R"({"upload_id":"u","size":1,"sha256":"a","part_size":1,"checksum":"CRC99","parts":[]})",
        R"({"upload_id":"u","size":1,"sha256":"a","part_size":1,"checksum":"CRC32","parts":[1]})",
        R"({"upload_id":"u","size":-1.5,"sha256":7,"part_size":1,"checksum":"CRC32","parts":[]})"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_upload_state(text));
  }
  CHECK(parse_upload_state(R"({"upload_id":"u","size":1,"sha256":"a","part_size":1,"checksum":"CRC32","parts":[]})"));
}

TEST_CASE("a proof has just what was asked for, and parts give the whole's checksum") {
  const test::LargeFile file(1'000'003);
  const int descriptor = file.request("k").descriptor;
  for (const ChecksumAlgorithm algorithm : {ChecksumAlgorithm::crc64nvme, ChecksumAlgorithm::crc32}) {
    const Proof whole = prove({descriptor, 0, file.size()},
                              {.algorithm = algorithm, .with_sha256 = true, .with_crc64 = true}, "a test");
    CHECK(whole.sha256 == file.sha256());
    CHECK(whole.crc64 == file.crc64nvme());
    CHECK(whole.size == file.size());
    std::vector<Proof> parts;
    for (std::uint64_t at = 0; at < file.size(); at += 300'000) {
      parts.push_back(prove({descriptor, at, std::min<std::uint64_t>(300'000, file.size() - at)},
                            {.algorithm = algorithm, .with_crc64 = true}, "a test"));
      CHECK(parts.back().sha256.empty());
    }
    CHECK(whole_checksum(algorithm, parts) == whole.checksum);
    CHECK(whole_crc64(parts) == file.crc64nvme());
  }
  CHECK(prove({descriptor, 0, 0}, {.algorithm = ChecksumAlgorithm::md5}, "a test").checksum ==
        "1B2M2Y8AsgTpgAmY7PhCfg==");
  CHECK(prove({descriptor, 0, 0}, {.algorithm = ChecksumAlgorithm::sha256}, "a test").checksum ==
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  CHECK(prove({descriptor, 0, 10}, {}, "a test").checksum.empty());
  CHECK(kind_of([&] { prove({descriptor, 0, file.size() + 1}, {}, "a test"); }) == ErrorKind::integrity);
}

TEST_CASE("a received checksum is compared where it is one of the whole") {
  const auto answer = [](int status, const std::string& name, const std::string& value) {
    return HttpResponse{.status = status, .headers = {{name, value}}};
  };
  ReceivedChecksum right(answer(200, "x-amz-checksum-crc64nvme", "rosUhgp5mIg="));
  right.update("1234");
  CHECK_FALSE(right.is_right());
  right.update("56789");
  CHECK(right.is_right());
  ReceivedChecksum wrong(answer(200, "x-amz-checksum-crc32", "y/Q5Jg=="));
  wrong.update("12345678");
  CHECK_FALSE(wrong.is_right());
  for (const HttpResponse& other :
       {answer(206, "x-amz-checksum-crc32", "y/Q5Jg=="), answer(200, "x-amz-checksum-crc32", "y/Q5Jg==-3"),
        answer(200, "x-amz-checksum-sha1", "x"), HttpResponse{.status = 200}}) {
    ReceivedChecksum none(other);
    none.update("anything");
    CHECK(none.is_right());
  }
}

TEST_CASE("answers about uploads are read whole or not at all") {
  CHECK(parse_create_answer("<InitiateMultipartUploadResult><UploadId>a&amp;b</UploadId>"
                            "</InitiateMultipartUploadResult>") == "a&b");
  CHECK_FALSE(parse_create_answer("<InitiateMultipartUploadResult><UploadId/></InitiateMultipartUploadResult>"));
  CHECK_FALSE(parse_create_answer("<html/>"));
  const auto parts = parse_parts_answer(
      "<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>2</NextPartNumberMarker>"
      "<Part><PartNumber>2</PartNumber><Size>5</Size><ETag>&quot;e&quot;</ETag><ChecksumCRC32>c</ChecksumCRC32></Part>"
      "</ListPartsResult>");
  REQUIRE(parts);
  CHECK(parts->is_truncated);
  CHECK(parts->next_marker == "2");
  CHECK(parts->parts.at(2).size == 5);
  CHECK(parts->parts.at(2).etag == "\"e\"");
  CHECK(parts->parts.at(2).checksums.at(ChecksumAlgorithm::crc32) == "c");
  for (const char* const part :
       {"<PartNumber>0</PartNumber><Size>5</Size><ETag>e</ETag>",
        "<PartNumber>1</PartNumber><Size>x</Size><ETag>e</ETag>", "<PartNumber>1</PartNumber><Size>5</Size>"}) {
    CHECK_FALSE(parse_parts_answer(std::string("<ListPartsResult><Part>") + part + "</Part></ListPartsResult>"));
  }
  const auto uploads = parse_uploads_answer(
      "<ListMultipartUploadsResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated><Upload><Key>a%2Bb"
      "</Key><UploadId>u</UploadId><Initiated>2026-01-02T03:04:05Z</Initiated></Upload></ListMultipartUploadsResult>");
  REQUIRE(uploads);
  CHECK(uploads->uploads.at(0).key == "a+b");
  CHECK(uploads->uploads.at(0).started_at == parse_rfc3339("2026-01-02T03:04:05Z"));
  CHECK_FALSE(
      parse_uploads_answer("<ListMultipartUploadsResult><Upload><Key>a</Key></Upload>"
                           "</ListMultipartUploadsResult>"));
  CHECK(parse_complete_answer("<CompleteMultipartUploadResult><ETag/></CompleteMultipartUploadResult>"));
  CHECK_FALSE(parse_complete_answer("<CompleteMultipartUploadResult></CompleteMultipartUploadResult>"));
}

TEST_CASE("a complete request names each part, escaped") {
  const std::vector<CompletePart> parts{{.etag = "\"a<b\"", .checksum = "c="}, {.etag = "d"}};
  const std::string body = write_complete_request(parts, ChecksumAlgorithm::crc64nvme);
  CHECK(contains(body, "<PartNumber>1</PartNumber>"));
  CHECK(contains(body, "a&lt;b"));
  CHECK(contains(body, "<ChecksumCRC64NVME>c=</ChecksumCRC64NVME></Part>"));
  CHECK(contains(body, "<Part><PartNumber>2</PartNumber><ETag>d</ETag></Part>"));
  CHECK_FALSE(contains(write_complete_request(parts, ChecksumAlgorithm::md5), "Checksum"));
}

TEST_CASE("parallel work does each step once and tells of it on the caller's thread") {
  std::vector<int> done(100, 0);
  std::size_t told = 0;
  const std::thread::id caller = std::this_thread::get_id();
  run_parallel({.count = done.size(),
                .threads = 7,
                .run = [&](const ParallelStep& step) { ++done[step.index]; },
                .finished =
                    [&](std::size_t index) {
                      CHECK(std::this_thread::get_id() == caller);
                      CHECK(done[index] == 1);
                      ++told;
                    }});
  CHECK(told == 100);
  CHECK(std::accumulate(done.begin(), done.end(), 0) == 100);
  run_parallel({.count = 0, .run = [](const ParallelStep&) { FAIL("there is nothing to do"); }});
}

TEST_CASE("parallel work stops at the first failure, and tells of what was done before") {
  std::atomic<int> begun{0};
  std::size_t told = 0;
  CHECK_THROWS_AS(run_parallel({.count = 1000,
                                .threads = 4,
                                .run =
                                    [&](const ParallelStep& step) {
                                      ++begun;
                                      if (step.index == 5) {
                                        throw std::out_of_range("mine");
                                      }
                                      while (step.index > 5 && !step.stop.stop_requested()) {
                                        std::this_thread::yield();
                                      }
                                    },
                                .finished = [&](std::size_t) { ++told; }}),
                  std::out_of_range);
  CHECK(begun < 20);
  CHECK(told >= 5);
  CHECK_THROWS_AS(run_parallel({.count = 10,
                                .threads = 2,
                                .run = [](const ParallelStep&) {},
                                .finished = [](std::size_t) { throw std::domain_error("the caller's"); }}),
                  std::domain_error);
}

TEST_CASE("a budget of workers is shared out, and everybody gets one") {
  WorkerBudget budget(8);
  const WorkerShare first(budget, 5);
  CHECK(first.workers() == 5);
  {
    const WorkerShare second(budget, 5);
    CHECK(second.workers() == 3);
    CHECK(WorkerShare(budget, 4).workers() == 1);
    CHECK(WorkerShare(budget, 0).workers() == 1);
  }
  CHECK(WorkerShare(budget, 10).workers() == 3);
}

}  // namespace
}  // namespace docexport
