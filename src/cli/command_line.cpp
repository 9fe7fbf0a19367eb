#include "docexport/cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>

#include "cli/command_tree.hpp"
#include "cli/completion.hpp"
#include "cli/help_text.hpp"
#include "cli/session.hpp"
#include "cli/tree_dump.hpp"
#include "cli/usage_error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/cli/exit_code.hpp"

namespace docexport {

namespace {

/// Before anything is parsed: whether errors are to be JSON.
bool asks_for_json(const std::vector<std::string>& arguments) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  return std::any_of(arguments.begin(), end,
                     [](const std::string& argument) { return argument == "--json" || argument == "--jsonl"; });
}

/// Fills in the tree. Returns the exit code when there is nothing to run.
std::optional<int> parse(std::vector<std::string> arguments, CommandTree& tree, Console& console) {
  const bool as_json = asks_for_json(arguments);
  const bool is_empty = arguments.empty();
  try {
    std::reverse(arguments.begin(), arguments.end());
    tree.program.parse(std::move(arguments));
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    console.print(help_text(deepest_parsed(tree.program), console.width()));
    return exit_success;
  } catch (const CLI::CallForVersion& version) {
    console.print(std::string(version.what()) + '\n');
    return exit_success;
  } catch (const CLI::ParseError& error) {
    if (is_empty) {
      console.note(help_text(tree.program, console.width()));
    } else {
      console.note(failure_line(ErrorKind::usage, usage_message(error, tree.program), as_json));
    }
    return exit_code_of(ErrorKind::usage);
  }
}

int run(const CommandTree& tree, const Environment& environment, Console& console) {
  const bool as_json = tree.globals.is_machine();
  const auto report = [&console, as_json](ErrorKind kind, const std::string& message) {
    console.note(failure_line(kind, message, as_json));
    return exit_code_of(kind);
  };
  try {
    Session session(tree.globals, environment, console);
    return tree.parsed.run(session);
  } catch (const Error& error) {
    return report(error.kind(), error.what());
  } catch (const std::bad_alloc&) {
    return report(ErrorKind::internal, "out of memory");
  } catch (const std::exception& error) {
    return report(ErrorKind::internal, fmt::format("unexpected: {}. Please report this", error.what()));
  }
}

/// Results that did not reach their reader are a failure. A reader that went away (`| head`) knows it already.
int check_output(int code, bool as_json, Console& console) {
  console.flush();
  const std::optional<int> error_number = console.output_error();
  if (!error_number) {
    return code;
  }
  if (*error_number != EPIPE) {
    console.note(failure_line(ErrorKind::internal,
                              fmt::format("cannot write to standard output: {}", std::strerror(*error_number)),
                              as_json));
  }
  return code == exit_success ? exit_failed : code;
}

}  // namespace

int run_command_line(const std::vector<std::string>& arguments, const Environment& environment, Console& console) {
  if (!arguments.empty() && arguments.front() == "__complete") {
    complete(arguments, environment, console);
    return exit_success;
  }
  CommandTree tree;
  if (arguments == std::vector<std::string>{"--dump-cli"}) {
    console.print(dump_tree(tree.program));
    return check_output(exit_success, false, console);
  }
  const std::optional<int> parsed = parse(arguments, tree, console);
  const int code = parsed ? *parsed : run(tree, environment, console);
  return check_output(code, asks_for_json(arguments), console);
}

}  // namespace docexport
