#include "stored_text.hpp"

#include <filesystem>

#include "docexport/base/digest.hpp"

namespace docexport::test {

TextFile::TextFile(std::string_view text)
    : file_(open_unnamed_file(std::filesystem::temp_directory_path())),
      size_(text.size()),
      sha256_(hexadecimal(sha256(text))) {
  write_all(file_.get(), text, "a test's file");
}

PutRequest TextFile::request(const std::string& key) const {
  return {.key = key,
          .descriptor = file_.get(),
          .size = size_,
          .sha256 = sha256_,
          .content_type = "text/plain; charset=utf-8",
          .file_name = "report.txt"};
}

std::string put_text(ObjectStore& store, const std::string& key, std::string_view text) {
  const TextFile file(text);
  return store.put(file.request(key));
}

std::string get_text(ObjectStore& store, const GetRequest& request) {
  std::string text;
  store.get(request, [&](std::string_view piece) { text += piece; });
  return text;
}

std::vector<std::string> list_keys(ObjectStore& store, const std::string& prefix, std::size_t page_size) {
  std::vector<std::string> keys;
  std::string next;
  do {
    const ListPage page = store.list(prefix, next, page_size);
    for (const ObjectInfo& object : page.objects) {
      keys.push_back(object.key);
    }
    next = page.next;
  } while (!next.empty());
  return keys;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace docexport::test
