#include "cli/global_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/option_kinds.hpp"
#include "docexport/app/settings.hpp"

namespace docexport {

OutputMode GlobalOptions::mode() const {
  if (json) {
    return OutputMode::json;
  }
  if (jsonl) {
    return OutputMode::jsonl;
  }
  return ids ? OutputMode::ids : OutputMode::text;
}

namespace {

void add_s3_options(CLI::App& app, GlobalOptions& options) {
  app.add_option("--profile", options.profile,
                 "S3: the profile of the AWS configuration (environment: DOCEXPORT_PROFILE, AWS_PROFILE)")
      ->type_name("NAME");
  app.add_option("--region", options.region, "S3: the region (environment: DOCEXPORT_REGION, AWS_REGION)")
      ->type_name("REGION");
  app.add_option("--endpoint", options.endpoint,
                 "S3: the server of new exports (environment: DOCEXPORT_ENDPOINT, AWS_ENDPOINT_URL_S3)")
      ->type_name("URL");
  add_choice(app, "--checksum", options.checksum, checksum_names(),
             "S3: what proves each byte on its way (environment: DOCEXPORT_CHECKSUM)");
  app.add_option("--timeout", options.timeout,
                 "S3: give up an upload, a download or another operation after this long (environment: "
                 "DOCEXPORT_TIMEOUT)")
      ->type_name("DURATION");
}

}  // namespace

void add_global_options(CLI::App& app, GlobalOptions& options) {
  app.add_option("--db", options.database, "The catalog's file (environment: DOCEXPORT_DB)")->type_name("FILE");
  app.add_option("--store", options.store,
                 "Where exports are stored: file:///FOLDER or s3://BUCKET/PREFIX "
                 "(environment: DOCEXPORT_STORE)")
      ->type_name("URL");
  add_s3_options(app, options);
  CLI::Option* json = app.add_flag("--json", options.json, "Write one JSON document; errors are JSON too");
  CLI::Option* jsonl = app.add_flag("--jsonl", options.jsonl, "Write one JSON object a line; errors are JSON too");
  CLI::Option* ids = app.add_flag("--ids", options.ids, "Write ids only, one a line");
  json->excludes(jsonl)->excludes(ids);
  jsonl->excludes(ids);
  app.add_flag("-q,--quiet", options.quiet, "Say nothing on success");
  app.add_flag("-v,--verbose", options.verbose, "Also say which catalog and store are used, and what is tried again");
  add_choice(app, "--color", options.color, {"auto", "always", "never"},
             "When to use colors (environment: DOCEXPORT_COLOR, NO_COLOR, CLICOLOR_FORCE)");
}

}  // namespace docexport
