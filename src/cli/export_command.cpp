#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/content_options.hpp"
#include "cli/export_report.hpp"
#include "cli/id_input.hpp"
#include "cli/limit_options.hpp"
#include "cli/object_option_kinds.hpp"
#include "cli/option_kinds.hpp"
#include "cli/selectors.hpp"
#include "docexport/app/exporting.hpp"

namespace docexport {

namespace {

struct ExportOptions {
  std::vector<std::string> documents{};
  bool all = false;
  bool bundle = false;
  ContentOptions content{};
  LimitOptions limits{};
  std::optional<std::string> name{};
  std::optional<std::string> description{};
  std::string expires = "30d";
  std::optional<std::string> output{};
  bool force = false;
  bool dry_run = false;
  bool fail_empty = false;
  StoringOptions storing{};

  [[nodiscard]] Shape shape() const {
    if (bundle) {
      return Shape::single;
    }
    return all ? Shape::several : shape_of(documents);
  }
};

void check_usage(const ExportOptions& options, const Session& session) {
  if (options.all && !options.documents.empty()) {
    throw Error(ErrorKind::usage, "--all takes no documents: name them, or use --all. Run: docexport help export");
  }
  if (!options.all && options.documents.empty()) {
    throw Error(ErrorKind::usage,
                "no document given: name a file or a registered document, or use --all. Run: "
                "docexport help export");
  }
  if (options.output == "-" && session.mode() != OutputMode::text) {
    throw Error(ErrorKind::usage,
                "--output - fills standard output with the file: leave out --json, --jsonl and --ids");
  }
  if (options.output == "-" && options.dry_run) {
    throw Error(ErrorKind::usage, "--dry-run writes no file: leave out --output -");
  }
}

ExportRequest request_of(const ExportOptions& options, Session& session) {
  return {
      .documents = expand_standard_input(options.documents, session.console()),
      .all = options.all ? AllDocuments::yes : AllDocuments::no,
      .bundle = options.bundle ? Bundle::yes : Bundle::no,
      .format = format_of(options.content),
      .options = render_options_of(options.content),
      .limits = limits_of(options.limits),
      .name = options.name,
      .description = options.description,
      .expiry = parse_expiry(options.expires),
      .output = options.output,
      .overwrite = options.force,
      .dry_run = options.dry_run ? DryRun::yes : DryRun::no,
      .jobs = options.storing.jobs,
      .object = merge_object_options(object_options_from(session.environment()), object_options_of(options.storing))};
}

int run_export(const ExportOptions& options, Session& session) {
  check_usage(options, session);
  const ExportRequest request = request_of(options, session);
  ExportReport report(session, options.shape(),
                      {.is_dry_run = options.dry_run, .output_is_file = options.output == "-"});
  bool is_empty = true;
  try {
    export_documents(session.services(), request, [&report, &is_empty](const ExportOutcome& outcome) {
      is_empty = false;
      report.add(outcome);
    });
  } catch (const Error& error) {
    report.fail({.kind = error.kind(), .message = error.what()});
    return report.finish();
  }
  if (is_empty) {
    refuse_empty(options.fail_empty, "there is no document to export");
  }
  return report.finish();
}

}  // namespace

void add_export_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* command = program.add_subcommand("export", "Export documents to files that are stored and recorded");
  command
      ->add_option("DOCUMENT", options->documents,
                   "Documents: ids, unique prefixes, or files (with a / it is a file); - reads ids from standard input")
      ->type_name("DOCUMENT");
  command->add_flag("--all", options->all, "Export every registered document");
  command->add_flag("--bundle", options->bundle,
                    "Make one export of all documents: a zip with a file for each, and a manifest");
  add_content_options(*command, options->content);
  command
      ->add_option("--name", options->name,
                   "The export's name; default: document_export_<document id>, of a bundle bulk_export_<date>")
      ->type_name("TEXT");
  command->add_option("--description", options->description, "Its description; default: <FORMAT> export of <document>")
      ->type_name("TEXT");
  command->add_option("--expires", options->expires, "When it expires: 30d, a date, or never")
      ->type_name("WHEN")
      ->capture_default_str();
  command
      ->add_option("-o,--output", options->output,
                   "Also save the file here: a file, a folder, or - for standard "
                   "output")
      ->type_name("FILE");
  command->add_flag("--force", options->force, "Overwrite the file that --output names");
  command->add_flag("-n,--dry-run", options->dry_run, "Only say what would be exported");
  command->add_flag("--fail-empty", options->fail_empty, "Exit with 9 when there is no document to export");
  add_storing_options(*command, options->storing);
  add_limit_options(*command, options->limits);
  command->footer(
      "  docexport export invoice.pdf\n"
      "  docexport export invoice.pdf --format csv --output invoice.csv\n"
      "  docexport documents --ids | docexport export - --format jsonl --expires 7d\n"
      "  docexport export --all --bundle --format xlsx --output exports.zip");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_export(*options, session); }; });
}

}  // namespace docexport
