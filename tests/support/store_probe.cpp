#include <fcntl.h>
#include <sys/stat.h>

#include <exception>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/storage/store_location.hpp"

// One operation of an object store from the command line, for tests of what no command of docexport does alone.
//
//   store_probe LOCATION put KEY FILE       store_probe LOCATION fetch KEY FILE      store_probe LOCATION head KEY
//   store_probe LOCATION remove KEY         store_probe LOCATION remove_many KEY…    store_probe LOCATION list PREFIX
//   LIMIT store_probe LOCATION open_uploads PREFIX                                         store_probe LOCATION abort
//   PREFIX
//
// Prints JSON, of a failure {"kind", "message"}, and exits with 1 then.

namespace docexport {
namespace {

using nlohmann::json;
using Arguments = std::vector<std::string>;

json describe(const ObjectInfo& object) {
  return {{"key", object.key}, {"size", object.size}, {"etag", object.etag}, {"sha256", object.sha256}};
}

json put(ObjectStore& store, const Arguments& arguments) {
  const FileDescriptor file(::open(arguments.at(1).c_str(), O_RDONLY | O_CLOEXEC));
  struct ::stat status {};
  ::fstat(file.get(), &status);
  const std::string sha256 = file_sha256(file.get(), arguments.at(1));
  return store.put({.key = arguments.at(0),
                    .descriptor = file.get(),
                    .size = static_cast<std::uint64_t>(status.st_size),
                    .sha256 = sha256,
                    .content_type = "text/plain",
                    .file_name = "probe.txt"});
}

json fetch(ObjectStore& store, const Arguments& arguments) {
  const std::string& key = arguments.at(0);
  const std::optional<ObjectInfo> object = store.head(key);
  if (!object) {
    throw Error(ErrorKind::not_found, "no object " + key);
  }
  const FileDescriptor file(::open(arguments.at(1).c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  store.fetch({.key = key, .etag = object->etag, .size = object->size, .descriptor = file.get()});
  return describe(*object);
}

json remove_many(ObjectStore& store, const Arguments& keys) {
  json failures = json::array();
  for (const RemoveFailure& failure : store.remove_many(keys)) {
    failures.push_back({{"key", failure.key}, {"message", failure.message}});
  }
  return failures;
}

json list(ObjectStore& store, const Arguments& arguments) {
  json found = json::array();
  ListPage page{};
  do {
    page = store.list(arguments.at(0), page.next, std::stoul(arguments.at(1)));
    for (const ObjectInfo& object : page.objects) {
      found.push_back(describe(object));
    }
  } while (!page.next.empty());
  return found;
}

json open_uploads(ObjectStore& store, const Arguments& arguments) {
  json found = json::array();
  for (const OpenUpload& upload : store.open_uploads(arguments.at(0))) {
    found.push_back({{"key", upload.key}, {"upload_id", upload.upload_id}});
  }
  return found;
}

json abort_uploads(ObjectStore& store, const Arguments& arguments) {
  const std::vector<OpenUpload> uploads = store.open_uploads(arguments.at(0));
  for (const OpenUpload& upload : uploads) {
    store.abort_upload(upload);
  }
  return uploads.size();
}

json perform(ObjectStore& store, const std::string& operation, const Arguments& arguments) {
  if (operation == "head") {
    const std::optional<ObjectInfo> object = store.head(arguments.at(0));
    return object ? describe(*object) : json();
  }
  if (operation == "remove") {
    store.remove(arguments.at(0));
    return json();
  }
  const std::map<std::string, json (*)(ObjectStore&, const Arguments&)> operations{{"put", put},
                                                                                   {"fetch", fetch},
                                                                                   {"remove_many", remove_many},
                                                                                   {"list", list},
                                                                                   {"open_uploads", open_uploads},
                                                                                   {"abort", abort_uploads}};
  return operations.at(operation)(store, arguments);
}

int run(const Arguments& arguments) {
  try {
    const StoreOptions options{.environment = Environment::of_process()};
    const auto store = open_store(parse_store_location(arguments.at(0)), options);
    std::cout << perform(*store, arguments.at(1), {std::next(arguments.begin(), 2), arguments.end()}) << '\n';
    return 0;
  } catch (const Error& error) {
    std::cout << json{{"kind", to_string(error.kind())}, {"message", error.what()}} << '\n';
    return 1;
  }
}

}  // namespace
}  // namespace docexport

int main(int argument_count, char** arguments) {
  docexport::install_interruption_handlers();
  return docexport::run({arguments + 1, arguments + argument_count});
}
