#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/document_output.hpp"
#include "cli/results.hpp"
#include "docexport/app/documents.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr std::size_t fields_limit = std::size_t{4} << 20;

struct AddOptions {
  std::vector<std::string> files{};
  std::optional<std::string> id{};
  std::optional<std::string> name{};
  std::optional<std::string> type{};
  std::optional<std::string> fields{};
  bool copy = false;
};

void check_usage(const AddOptions& options) {
  if (options.files.size() > 1 && (options.id || options.name)) {
    throw Error(ErrorKind::usage, "--id and --name belong to one file: add the files one by one");
  }
  for (const std::string& file : options.files) {
    if (file == "-" && (!options.name || options.files.size() > 1)) {
      throw Error(ErrorKind::usage,
                  "standard input has no name: add it alone, with --name, as in: docexport add - "
                  "--name notes.md");
    }
  }
}

std::string success_message(const AddResult& result) {
  const Document& document = result.document;
  return fmt::format("{} {} {} ({}, {})", result.is_new ? "added" : "already there:", shown_document_id(document.id),
                     document.name, document.media_type, format_size(document.size));
}

void print_result(const AddResult& result, Session& session) {
  if (!session.tells_success()) {
    return;
  }
  if (session.is_for_people()) {
    session.console().print(escape_controls(success_message(result)) + '\n');
  } else {
    print_document(result.document, session);
  }
}

int run_add(const AddOptions& options, Session& session) {
  check_usage(options);
  const std::string fields = options.fields ? read_file(*options.fields, fields_limit) : std::string();
  const Shape shape = options.files.size() == 1 ? Shape::single : Shape::several;
  Results results(session, "document", shape);
  std::string message;
  const auto add = [&](const std::string& file) {
    const AddResult result = add_document(session.services(), {.path = file,
                                                               .id = options.id,
                                                               .name = options.name,
                                                               .document_type = options.type,
                                                               .fields_json = fields,
                                                               .copy = options.copy ? KeepCopy::yes : KeepCopy::no});
    results.add_object(document_json(result.document));
    message = success_message(result);
    print_result(result, session);
  };
  for (const std::string& file : options.files) {
    if (!results.attempt({.key = "file", .value = file}, [&] { add(file); })) {
      break;
    }
  }
  return results.finish(shape == Shape::single ? message : results.summary("added"));
}

}  // namespace

void add_add_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<AddOptions>();
  CLI::App* command = program.add_subcommand("add", "Register documents, to export them by id");
  command->add_option("FILE", options->files, "Files; - reads one document from standard input, and keeps a copy")
      ->type_name("FILE")
      ->required();
  command->add_option("--id", options->id, "The document's id; default: a new one")->type_name("ID");
  command->add_option("--name", options->name, "The document's name; default: the file's name")->type_name("TEXT");
  command->add_option("--type", options->type, "What it is: invoice, receipt, contract or any other word")
      ->type_name("TEXT");
  command
      ->add_option("--fields", options->fields,
                   "Fields that were extracted elsewhere: a JSON array of {name, value, type, confidence, page}")
      ->type_name("FILE");
  command->add_flag("--copy", options->copy, "Keep a copy in the data folder instead of a reference to the file");
  command->footer(
      "  docexport add invoice.pdf --type invoice\n"
      "  docexport add scan.pdf --fields fields.json --copy\n"
      "  curl -s https://example.org/notes.md | docexport add - --name notes.md");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_add(*options, session); }; });
}

}  // namespace docexport
