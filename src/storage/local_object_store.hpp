#pragma once

#include <filesystem>

#include "docexport/storage/object_store.hpp"
#include "storage/folder_tree.hpp"

namespace docexport {

/// Objects as files (0600) below a folder. It keeps no etag, and no checksum beside the bytes.
class LocalObjectStore : public ObjectStore {
 public:
  explicit LocalObjectStore(std::filesystem::path folder) : tree_(std::move(folder)) {}

  std::string put(const PutRequest& request) override;
  void get(const GetRequest& request, const std::function<void(std::string_view)>& take) override;
  void fetch(const FetchRequest& request) override;
  std::optional<ObjectInfo> head(const std::string& key) override;
  void remove(const std::string& key) override;
  std::vector<RemoveFailure> remove_many(std::span<const std::string> keys) override;
  ListPage list(const std::string& prefix, const std::string& next, std::size_t limit) override;
  void abort_upload(const std::string& key, const std::string& upload_state) override;
  std::vector<OpenUpload> open_uploads(const std::string& prefix) override;
  void abort_upload(const OpenUpload& upload) override;
  PresignedLink presign(const std::string& key, std::chrono::seconds lifetime, const std::string& file_name) override;

 private:
  [[nodiscard]] bool holds_already(const PutRequest& request) const;
  void store(const PutRequest& request);
  [[nodiscard]] FileDescriptor open_object(const std::string& key, const std::string& etag) const;
  void list_folder(const std::string& folder, const std::string& prefix, const std::string& after, std::size_t limit,
                   std::vector<ObjectInfo>& found) const;

  FolderTree tree_;
};

}  // namespace docexport
