#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/document_output.hpp"
#include "cli/export_output.hpp"
#include "cli/id_input.hpp"
#include "cli/option_kinds.hpp"
#include "cli/results.hpp"
#include "docexport/app/documents.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

struct DocumentsOptions {
  std::uint64_t limit = 20;
  std::uint64_t page = 1;
  std::vector<std::string> ids{};
};

int run_documents_list(const DocumentsOptions& options, Session& session) {
  const DocumentPage found = list_documents(session.services(), options.page, options.limit);
  if (session.mode() == OutputMode::json) {
    nlohmann::ordered_json document = {{"documents", nlohmann::ordered_json::array()}};
    for (const Document& row : found.documents) {
      document["documents"].push_back(document_json(row));
    }
    document["pagination"] = pagination_json(options.page, options.limit, found.total);
    session.print_json(document);
  } else if (!session.is_for_people()) {
    for (const Document& row : found.documents) {
      print_document(row, session);
    }
  } else if (found.documents.empty()) {
    session.console().print(found.total == 0 ? "no documents\n" : fmt::format("no page {}\n", options.page));
  } else {
    session.console().print(document_table(found.documents, session));
    session.console().print(session.palette().paint(Color::dim, fmt::format("{} of {}", found.documents.size(),
                                                                            counted(found.total, "document"))) +
                            '\n');
  }
  return 0;
}

/// Does one thing to each document that was named. `work` takes the id, and whether it is the first that succeeds, and
/// returns the document.
template <typename Work>
int for_each_document(const DocumentsOptions& options, Session& session, const std::string& participle, Work work) {
  const Shape shape = shape_of(options.ids);
  Results results(session, "document", shape);
  std::string message;
  for (const std::string& id : expand_standard_input(options.ids, session.console())) {
    const bool goes_on = results.attempt({.key = "id", .value = id}, [&] {
      const Document document = work(id, results.tally().successes() == 0);
      results.add_object(document_json(document));
      message = fmt::format("document {} {}", shown_document_id(document.id), participle);
    });
    if (!goes_on) {
      break;
    }
  }
  return results.finish(shape == Shape::single ? message : results.summary(participle));
}

int run_documents_show(const DocumentsOptions& options, Session& session) {
  return for_each_document(options, session, "shown", [&session](const std::string& id, bool is_first) {
    Document document = resolve_document(session.services(), id);
    if (session.mode() == OutputMode::text) {
      session.console().print((is_first ? "" : "\n") + document_details(document, session));
    } else {
      print_document(document, session);
    }
    return document;
  });
}

int run_documents_remove(const DocumentsOptions& options, Session& session) {
  return for_each_document(options, session, "removed", [&session](const std::string& id, bool) {
    Document document = remove_document(session.services(), id);
    if (session.is_for_people() && session.tells_success()) {
      session.console().print(
          escape_controls(fmt::format("removed {} {}", shown_document_id(document.id), document.name)) + '\n');
    } else if (session.tells_success()) {
      print_document(document, session);
    }
    return document;
  });
}

using Options = std::shared_ptr<DocumentsOptions>;

void add_page_options(CLI::App& command, const Options& options) {
  add_number(command, "--limit", options->limit, {.smallest = 1, .largest = 100000}, "Documents on a page");
  add_number(command, "--page", options->page, {.smallest = 1, .largest = 1000000000}, "The page");
}

struct Action {
  std::string name{};
  std::string description{};
  int (*run)(const DocumentsOptions&, Session&) = nullptr;
};

CLI::App* add_action(CLI::App& documents, const Action& action, const Options& options, ParsedCommand& parsed) {
  CLI::App* command = documents.add_subcommand(action.name, action.description);
  command->callback([run = action.run, options, &parsed] {
    parsed.run = [run, options](Session& session) { return run(*options, session); };
  });
  return command;
}

void add_document_ids(CLI::App& command, const Options& options) {
  command.add_option("DOCUMENT", options->ids, "Documents: ids or unique prefixes; - reads ids from standard input")
      ->type_name("DOCUMENT")
      ->required();
}

}  // namespace

void add_documents_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<DocumentsOptions>();
  CLI::App* command = program.add_subcommand("documents", "List, show or remove registered documents");
  command->require_subcommand(0, 1);
  CLI::App* list = add_action(*command, {"list", "List documents, newest first", run_documents_list}, options, parsed);
  add_page_options(*list, options);
  list->footer("  docexport documents list --limit 100");
  CLI::App* show = add_action(*command, {"show", "Show documents whole", run_documents_show}, options, parsed);
  add_document_ids(*show, options);
  show->footer("  docexport documents show 7f3a9c21");
  CLI::App* remove = add_action(
      *command, {"remove", "Forget documents that have no live exports; your files stay", run_documents_remove},
      options, parsed);
  add_document_ids(*remove, options);
  remove->footer("  docexport documents remove 7f3a9c21");
  command->footer(
      "  docexport documents\n"
      "  docexport documents list --limit 100\n"
      "  docexport documents show 7f3a9c21\n"
      "  docexport documents remove 7f3a9c21");
  command->callback([command, options, &parsed] {
    if (command->get_subcommands().empty()) {
      parsed.run = [options](Session& session) { return run_documents_list(*options, session); };
    }
  });
}

}  // namespace docexport
