#include "cli/object_option_kinds.hpp"

#include <CLI/CLI.hpp>

#include "cli/option_kinds.hpp"

namespace docexport {

namespace {

constexpr const char* object_group = "The stored object";

}  // namespace

void add_storing_options(CLI::App& app, StoringOptions& options) {
  add_number(app, "-j,--jobs", options.jobs, {.smallest = 1, .largest = 64},
             "Documents read, and files uploaded, side by side; default: as many as there are processors read, 16 "
             "uploaded to S3, 4 to a folder");
  app.add_option("--storage-class", options.object.storage_class, "S3: the object's storage class, as in STANDARD_IA")
      ->type_name("CLASS")
      ->group(object_group);
  app.add_option("--sse", options.object.server_side_encryption,
                 "S3: how the server encrypts the object: AES256, aws:kms or aws:kms:dsse")
      ->type_name("METHOD")
      ->group(object_group);
  app.add_option("--sse-kms-key-id", options.object.kms_key_id, "S3: the key to encrypt it with, for aws:kms")
      ->type_name("KEY")
      ->group(object_group);
  app.add_option("--acl", options.object.acl, "S3: a canned access rule, as in bucket-owner-full-control")
      ->type_name("RULE")
      ->group(object_group);
  app.add_option("--tag", options.tags, "S3: a tag of the object, as in team=billing; up to 10, one each")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->group(object_group);
  app.add_option("--cache-control", options.object.cache_control, "S3: the Cache-Control that its readers get")
      ->type_name("TEXT")
      ->group(object_group);
}

ObjectOptions object_options_of(const StoringOptions& options) {
  ObjectOptions object = options.object;
  for (const std::string& tag : options.tags) {
    object.tags.push_back(parse_object_tag(tag));
  }
  check_object_options(object);
  return object;
}

}  // namespace docexport
