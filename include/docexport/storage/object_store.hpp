#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/time.hpp"

namespace docexport {

struct ObjectInfo {
  std::string key{};
  std::uint64_t size = 0;
  std::string etag{};    ///< opaque; empty where the store has none
  std::string sha256{};  ///< as the metadata says; empty where the store keeps none
  std::optional<Timestamp> modified_at{};
};

/// A whole file to be stored. The descriptor stays the caller's; its position is not used.
struct PutRequest {
  std::string key{};
  int descriptor = -1;
  std::uint64_t size = 0;
  std::string sha256{};  ///< 64 hexadecimal digits, checked on the way
  /// CRC-64/NVME of the file, where the caller computed it with the SHA-256 (docexport/base/crc.hpp): then a large file
  /// is compared with this on the way, which costs far less than its SHA-256 a second time.
  std::optional<std::uint64_t> crc64nvme{};
  std::string content_type{};
  std::string file_name{};  ///< for Content-Disposition
  /// What `on_upload_state` was last given for this key by an earlier put that did not end, or empty. With the same
  /// size and SHA-256 the put sends only what is missing; what it cannot go on with it aborts and begins anew.
  std::string upload_state{};
  /// Gets the state of a put in several parts: before the first part is sent, and again as parts are done (not oftener
  /// than about once a second). Compact JSON of less than 1 MiB without secrets. Called by the thread that called put.
  std::function<void(const std::string& upload_state)> on_upload_state{};
  /// Bytes that have arrived so far. Called by the thread that called put.
  std::function<void(std::uint64_t bytes)> on_progress{};
};

/// A whole object into a file, in ranges side by side where that is faster.
struct FetchRequest {
  std::string key{};
  std::string etag{};  ///< as in GetRequest
  std::uint64_t size = 0;
  int descriptor = -1;  ///< written with pwrite; ranges that `has` names are left as they are
  /// Whether the bytes [offset, offset + size) are in the file already, from an earlier fetch that did not end.
  std::function<bool(std::uint64_t offset, std::uint64_t size)> has{};
  /// A range is wholly in the file. Called by the thread that called fetch, in no certain order.
  std::function<void(std::uint64_t offset, std::uint64_t size)> on_range{};
};

/// A put in several parts that was begun and neither ended nor aborted.
struct OpenUpload {
  std::string key{};
  std::string upload_id{};
  std::optional<Timestamp> started_at{};  ///< by the store's clock
};

struct GetRequest {
  std::string key{};
  std::string etag{};  ///< if not empty: the object must still be this one, else Error (`expired`)
  std::uint64_t offset = 0;
};

struct RemoveFailure {
  std::string key{};
  ErrorKind kind = ErrorKind::temporary;
  std::string message{};  ///< whole: names the key and the store
};

struct ListPage {
  std::vector<ObjectInfo> objects{};
  std::string next{};  ///< pass it to get the next page; empty at the end
};

struct PresignedLink {
  std::string url{};
  /// When it really ends: earlier than asked for where the credentials do. Absent for a folder's.
  std::optional<Timestamp> ends_at{};
};

/// Ranges of a fetch, and what a resumed one counts in.
inline constexpr std::uint64_t fetch_range_size = std::uint64_t{8} << 20;

/// Holds objects under keys. Keys are relative to the store, `/`-separated, valid UTF-8, up to 900 bytes.
///
/// Failures are Error: `temporary` (network, 5xx, throttling), `access` (credentials or permissions), `not_found`
/// (bucket or folder, or the key where that is said), `integrity`, `no_space`, `configuration`. Messages name the key
/// and the store and hold no secret. Several threads may use one store at once; callbacks come on the caller's thread.
class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  /// Stores the file, all or nothing, and returns the etag. Never replaces: when the key exists with the same content
  /// it succeeds (our own earlier success), else it throws Error (`conflict`). The bytes are proven to have arrived.
  virtual std::string put(const PutRequest& request) = 0;

  /// Calls `take` with the object's bytes from `offset` on. Throws Error `not_found` for a missing key, `integrity` or
  /// `temporary` when fewer bytes come than promised. What `take` throws passes through.
  virtual void get(const GetRequest& request, const std::function<void(std::string_view)>& take) = 0;

  /// The same into a file. Every byte of the object is in it when this returns; the caller proves their SHA-256. Ranges
  /// are multiples of `fetch_range_size` from the beginning, the last one shorter.
  virtual void fetch(const FetchRequest& request) = 0;

  /// nullopt for a missing key. A missing bucket or folder that cannot be told from a missing key is nullopt too.
  virtual std::optional<ObjectInfo> head(const std::string& key) = 0;

  /// Removes the object. Removing a missing object succeeds, so that a repeat is safe.
  virtual void remove(const std::string& key) = 0;

  /// Removes any number of objects and returns those that could not be removed; throws only if nothing could be tried.
  virtual std::vector<RemoveFailure> remove_many(std::span<const std::string> keys) = 0;

  /// Removes what a put in several parts left behind; `upload_state` as on_upload_state was given it. What is not there
  /// any more was removed already.
  virtual void abort_upload(const std::string& key, const std::string& upload_state) = 0;

  /// Puts in several parts under keys that begin with `prefix`, of whatever process. Empty where the store has none.
  virtual std::vector<OpenUpload> open_uploads(const std::string& prefix) = 0;
  virtual void abort_upload(const OpenUpload& upload) = 0;

  /// A page of at most `limit` (1 to 1,000) objects whose key begins with `prefix`, in ascending byte order of the key.
  virtual ListPage list(const std::string& prefix, const std::string& next, std::size_t limit) = 0;

  /// An address that gives the object's bytes to whoever has it, for at most `lifetime` (seven days at most); a
  /// `file://` URL for a folder, which never ends. `file_name` is what a browser saves it as.
  virtual PresignedLink presign(const std::string& key, std::chrono::seconds lifetime,
                                const std::string& file_name) = 0;
};

}  // namespace docexport
