#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/export_output.hpp"
#include "cli/json_text.hpp"
#include "cli/progress.hpp"
#include "cli/results.hpp"
#include "cli/selectors.hpp"
#include "docexport/app/downloading.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

struct DownloadOptions {
  SelectorOptions selectors{};
  std::optional<std::string> output{};
  bool force = false;
  bool skip_existing = false;
  bool url = false;
  std::optional<std::string> expires{};
};

std::chrono::seconds link_lifetime(const DownloadOptions& options) {
  if (!options.expires) {
    return std::chrono::minutes{15};
  }
  const Duration duration = parse_duration(*options.expires);
  if (duration.months != 0) {
    throw Error(ErrorKind::usage, "--expires: a link lives 7 days at most; give a duration such as 15m, 12h or 7d");
  }
  return std::chrono::duration_cast<std::chrono::seconds>(duration.exact);
}

void check_usage(const DownloadOptions& options, const Session& session) {
  if (options.expires && !options.url) {
    throw Error(ErrorKind::usage, "--expires is the lifetime of a link: use it with --url");
  }
  if (options.url && (options.output || options.force || options.skip_existing)) {
    throw Error(ErrorKind::usage,
                "--url prints a link instead of saving the file: leave out --output, --force and --skip-existing");
  }
  if (options.output == "-" && session.mode() != OutputMode::text) {
    throw Error(ErrorKind::usage,
                "--output - fills standard output with the file: leave out --json, --jsonl and --ids");
  }
}

void check_target(const DownloadOptions& options, std::size_t count) {
  if (!options.output || count < 2) {
    return;
  }
  if (*options.output == "-") {
    throw Error(ErrorKind::usage, "--output - takes one export: give a folder for several");
  }
  std::error_code error;
  if (!options.output->ends_with('/') && !std::filesystem::is_directory(*options.output, error)) {
    throw Error(ErrorKind::usage,
                fmt::format("--output {} is not a folder: give one (with a / at the end) for several exports",
                            *options.output));
  }
}

nlohmann::ordered_json download_json(const DownloadResult& result) {
  return {{"id", result.row.id},   {"path", json_or_null(result.path)},
          {"bytes", result.bytes}, {"sha256", result.sha256},
          {"verified", true},      {"skipped", result.is_skipped}};
}

nlohmann::ordered_json link_json(const LinkResult& result) {
  return {{"id", result.row.id}, {"url", result.url}, {"expires_at", json_or_null(result.ends_at)}};
}

/// Downloads one export after the other.
class Downloading {
 public:
  Downloading(const DownloadOptions& options, Session& session)
      : options_(options),
        lifetime_(link_lifetime(options)),
        session_(session),
        shape_(shape_of(options.selectors.ids)),
        results_(session, options.url ? "link" : "download", shape_) {}

  int run() {
    const Selection selection = selection_of(options_.selectors, session_);
    const auto chosen = choose_exports(options_.selectors, selection, Danger::none, session_);
    check_target(options_, chosen.size());
    if (chosen.empty() && session_.is_for_people() && session_.tells_success()) {
      session_.console().print("no export matches\n");
    }
    for (const ChosenExport& one : chosen) {
      if (!results_.attempt({.key = "id", .value = one.id}, [&] { run_one(one); })) {
        break;
      }
    }
    return results_.finish(shape_ == Shape::single ? message_ : results_.summary(options_.url ? "made" : "saved"));
  }

 private:
  void run_one(const ChosenExport& one) {
    throw_if_not_chosen(one);
    if (options_.url) {
      link(one.id);
    } else {
      download(one.id);
    }
  }

  void download(const std::string& id) {
    session_.console().flush();
    Progress progress(session_, "downloading " + short_id(id));
    const DownloadResult result =
        download_export(session_.services(),
                        {.id = id,
                         .output = options_.output.value_or(""),
                         .overwrite = options_.force,
                         .skip_existing = options_.skip_existing},
                        [&progress](std::uint64_t received, std::uint64_t total) { progress.show(received, total); });
    results_.add_object(download_json(result));
    message_ = fmt::format("{} {} ({}, sha256 verified)", result.is_skipped ? "kept" : "saved", result.path,
                           format_size(result.bytes));
    if (result.path.empty() || !session_.tells_success()) {
      return;
    }
    if (session_.is_for_people()) {
      session_.console().print(escape_controls(message_) + '\n');
    } else if (session_.mode() == OutputMode::text) {
      session_.console().print(escape_controls(result.path) + '\n');
    } else {
      print_form(download_json(result), id);
    }
  }

  void link(const std::string& id) {
    const LinkResult result = link_to_export(session_.services(), id, lifetime_);
    results_.add_object(link_json(result));
    message_ = result.ends_at ? "the link works until " + format_rfc3339(*result.ends_at) : "the link is a local file";
    if (result.is_cut_short) {
      session_.warn(
          fmt::format("the link to {} ends earlier than asked for, with the credentials it is signed with: {}",
                      short_id(id), format_rfc3339(*result.ends_at)));
    }
    if (session_.mode() != OutputMode::text) {
      print_form(link_json(result), id);
      return;
    }
    session_.console().print(result.url + '\n');
    if (result.ends_at && !result.is_cut_short && session_.console().error_is_terminal() && !session_.options().quiet) {
      session_.console().note(message_ + '\n');
    }
  }

  void print_form(const nlohmann::ordered_json& object, const std::string& id) {
    if (session_.mode() == OutputMode::jsonl) {
      session_.print_json_line(object);
    } else if (session_.mode() == OutputMode::ids) {
      session_.console().print(id + '\n');
    }
  }

  const DownloadOptions& options_;
  std::chrono::seconds lifetime_;
  Session& session_;
  Shape shape_;
  Results results_;
  std::string message_{};
};

int run_download(const DownloadOptions& options, Session& session) {
  check_usage(options, session);
  return Downloading(options, session).run();
}

}  // namespace

void add_download_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<DownloadOptions>();
  CLI::App* command = program.add_subcommand("download", "Fetch export files, verified by their checksums");
  add_selector_options(*command, options->selectors);
  command
      ->add_option("-o,--output", options->output,
                   "Where to: a file, a folder, or - for standard output; default: "
                   "the export's file name here")
      ->type_name("FILE");
  command->add_flag("--force", options->force, "Overwrite an existing file");
  command->add_flag("--skip-existing", options->skip_existing, "Leave a file alone that is the same already");
  command->add_flag("--url", options->url, "Print a link to the file instead of fetching it");
  command->add_option("--expires", options->expires, "With --url: how long the link works, up to 7d; default: 15m")
      ->type_name("DURATION");
  command->footer(
      "  docexport download 3f2b8c1d\n"
      "  docexport download 3f2b8c1d --output - | jq .\n"
      "  docexport download 3f2b8c1d --url --expires 1h");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_download(*options, session); }; });
}

}  // namespace docexport
