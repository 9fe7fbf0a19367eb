#pragma once

#include <functional>

namespace CLI {
class App;
}  // namespace CLI

namespace docexport {

class Session;

/// What parsing leaves behind: the command to run. It returns the exit code, or throws Error.
struct ParsedCommand {
  std::function<int(Session&)> run{};
};

/// Each adds one command, with its options, to the program's. Parsing does no work: it only sets `parsed.run`.
void add_add_command(CLI::App& program, ParsedCommand& parsed);
void add_documents_command(CLI::App& program, ParsedCommand& parsed);
void add_export_command(CLI::App& program, ParsedCommand& parsed);
void add_list_command(CLI::App& program, ParsedCommand& parsed);
void add_show_command(CLI::App& program, ParsedCommand& parsed);
void add_download_command(CLI::App& program, ParsedCommand& parsed);
void add_retry_command(CLI::App& program, ParsedCommand& parsed);
void add_prune_command(CLI::App& program, ParsedCommand& parsed);
void add_edit_command(CLI::App& program, ParsedCommand& parsed);
void add_delete_command(CLI::App& program, ParsedCommand& parsed);
void add_log_command(CLI::App& program, ParsedCommand& parsed);
void add_completion_command(CLI::App& program, ParsedCommand& parsed);
void add_version_command(CLI::App& program, ParsedCommand& parsed);
void add_help_command(CLI::App& program, ParsedCommand& parsed);

}  // namespace docexport
