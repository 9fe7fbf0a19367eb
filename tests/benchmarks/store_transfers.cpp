// Moves files through our object store alone, as the exports of a batch do, to be measured beside other programs.
//
//   store_transfers digest FOLDER               what a row has of each file: its name, SHA-256 and CRC-64/NVME on a
//   line,
//                                               for put; an export's are computed while it is written
//   store_transfers put STORE FOLDER THREADS    each file of the folder under its name, and verified; the digests on
//                                               standard input
//   store_transfers get STORE KEY FILE          one object into a file, its SHA-256 proven
//   store_transfers sign STORE FOLDER           the same PUT for each file, for bare_transfers: signed and with all its
//                                               headers, as a line of fields between tabs
//   store_transfers link STORE FOLDER           a GET of each, signed in its URL
#include <fcntl.h>
#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "app/range_hasher.hpp"
#include "docexport/base/digest.hpp"
#include "docexport/base/environment.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/storage/object_store.hpp"
#include "docexport/storage/store_location.hpp"
#include "storage/credential_chain.hpp"
#include "storage/object_checksum.hpp"
#include "storage/s3_settings.hpp"
#include "storage/s3_wire.hpp"
#include "storage/upload_headers.hpp"

using namespace docexport;

namespace {

StoreOptions options_of_process() {
  return {.environment = Environment::of_process()};
}

std::vector<std::filesystem::path> files_in(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  return files;
}

using Digests = std::map<std::string, FileDigests>;

int digest_all(const std::string& folder) {
  for (const auto& path : files_in(folder)) {
    const FileDescriptor file = open_regular_file(path);
    const FileDigests digests = file_digests(file.get(), path);
    fmt::print("{}\t{}\t{}\n", path.filename().string(), digests.sha256, digests.crc64nvme);
  }
  return 0;
}

Digests read_digests() {
  Digests digests;
  std::string name;
  FileDigests each;
  while (std::cin >> name >> each.sha256 >> each.crc64nvme) {
    digests[name] = each;
  }
  return digests;
}

PutRequest put_request(const FileDescriptor& file, const std::filesystem::path& path, const FileDigests& digests) {
  const std::string name = path.filename().string();
  return {.key = name,
          .descriptor = file.get(),
          .size = file_size(file.get(), name),
          .sha256 = digests.sha256,
          .crc64nvme = digests.crc64nvme,
          .content_type = "application/octet-stream",
          .file_name = name};
}

void put_file(ObjectStore& store, const std::filesystem::path& path, const Digests& digests) {
  const FileDescriptor file = open_regular_file(path);
  store.put(put_request(file, path, digests.at(path.filename().string())));
}

int put_all(const std::string& url, const std::string& folder, const std::string& thread_count) {
  const Digests digests = read_digests();
  const auto store = open_store(parse_store_location(url), options_of_process());
  const std::vector<std::filesystem::path> files = files_in(folder);
  std::atomic<std::size_t> next{0};
  std::atomic<bool> has_failed{false};
  std::vector<std::jthread> threads;
  for (int count = std::stoi(thread_count); count > 0; --count) {
    threads.emplace_back([&] {
      try {
        for (std::size_t index = next++; index < files.size(); index = next++) {
          put_file(*store, files[index], digests);
        }
      } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        has_failed = true;
      }
    });
  }
  threads.clear();
  return has_failed ? 1 : 0;
}

int get_one(const std::string& url, const std::string& key, const std::string& path) {
  const auto store = open_store(parse_store_location(url), options_of_process());
  const std::optional<ObjectInfo> object = store->head(key);
  const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!object || !file.is_open()) {
    fmt::print(stderr, "no object {}, or no file {}\n", key, path);
    return 1;
  }
  reserve_space(file.get(), object->size, path);
  RangeHasher hasher(file.get(), object->size, path);
  store->fetch({.key = key,
                .etag = object->etag,
                .size = object->size,
                .descriptor = file.get(),
                .on_range = [&](std::uint64_t offset, std::uint64_t size) { hasher.add(offset, size); }});
  return hasher.finish() == object->sha256 ? 0 : 1;
}

S3Request same_put(const FileDescriptor& file, const std::filesystem::path& path) {
  const PutRequest put = put_request(file, path, file_digests(file.get(), path));
  S3Request request{.method = "PUT",
                    .key = put.key,
                    .headers = upload_headers(put, {}),
                    .file = {.descriptor = file.get(), .offset = 0, .size = put.size},
                    .payload_hash = put.sha256};
  const ChecksumAlgorithm algorithm = first_algorithm(ChecksumChoice::automatic);
  request.headers.emplace_back(header_of(algorithm),
                               prove(request.file, {.algorithm = algorithm}, "a benchmark").checksum);
  request.headers.emplace_back("if-none-match", "*");
  return request;
}

int sign_all(const std::string& what, const std::string& url, const std::string& folder) {
  const StoreLocation location = parse_store_location(url);
  const StoreOptions options = options_of_process();
  const S3Settings settings = read_s3_settings(location.bucket, options);
  const Credentials credentials = *make_credentials_provider(options, "a benchmark")->current();
  const Signer signer{
      .bucket = location.bucket, .settings = settings, .credentials = credentials, .time = system_now()};
  for (const auto& path : files_in(folder)) {
    if (what == "link") {
      fmt::print("GET\t{}\t0\t{}\n", path.string(),
                 presigned_url(path.filename().string(), {}, std::chrono::hours(1), signer));
      continue;
    }
    const FileDescriptor file = open_regular_file(path);
    const HttpRequest request = to_http_request(same_put(file, path), signer);
    fmt::print("{}\t{}\t{}\t{}", request.method, path.string(), request.file.size, request.url);
    for (const auto& [name, value] : request.headers) {
      fmt::print("\t{}: {}", name, value);
    }
    fmt::print("\n");
  }
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    if (arguments.size() == 2 && arguments[0] == "digest") {
      return digest_all(arguments[1]);
    }
    if (arguments.size() == 4 && arguments[0] == "put") {
      return put_all(arguments[1], arguments[2], arguments[3]);
    }
    if (arguments.size() == 4 && arguments[0] == "get") {
      return get_one(arguments[1], arguments[2], arguments[3]);
    }
    if (arguments.size() == 3 && (arguments[0] == "sign" || arguments[0] == "link")) {
      return sign_all(arguments[0], arguments[1], arguments[2]);
    }
  } catch (const Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  fmt::print(
      stderr,
      "usage: store_transfers digest FOLDER | put STORE FOLDER THREADS | get STORE KEY FILE | sign STORE FOLDER | "
      "link STORE FOLDER\n");
  return 2;
}
