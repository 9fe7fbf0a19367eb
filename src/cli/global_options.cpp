#include "cli/global_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/option_kinds.hpp"

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

void add_global_options(CLI::App& app, GlobalOptions& options) {
  app.add_option("--db", options.database, "The catalog's file (environment: DOCEXPORT_DB)")->type_name("FILE");
  app.add_option("--store", options.store,
                 "Where exports are stored: file:///FOLDER or s3://BUCKET/PREFIX "
                 "(environment: DOCEXPORT_STORE)")
      ->type_name("URL");
  CLI::Option* json = app.add_flag("--json", options.json, "Write one JSON document; errors are JSON too");
  CLI::Option* jsonl = app.add_flag("--jsonl", options.jsonl, "Write one JSON object a line; errors are JSON too");
  CLI::Option* ids = app.add_flag("--ids", options.ids, "Write ids only, one a line");
  json->excludes(jsonl)->excludes(ids);
  jsonl->excludes(ids);
  app.add_flag("-q,--quiet", options.quiet, "Say nothing on success");
  app.add_flag("-v,--verbose", options.verbose, "Also say which catalog and store are used");
  add_choice(app, "--color", options.color, {"auto", "always", "never"},
             "When to use colors (environment: DOCEXPORT_COLOR, NO_COLOR, CLICOLOR_FORCE)");
}

}  // namespace docexport
