#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "docexport/base/error.hpp"
#include "readable_export.hpp"
#include "support/temporary_directory.hpp"
#include "written_export.hpp"

namespace docexport::test {

namespace {

/// Texts that break programs: controls, direction, halves of characters, formulas, markup, JSON and CSV of their own.
const std::vector<std::string> naughty_texts = {
    "",
    " ",
    std::string("nul\0byte", 8),
    "\x01\x02\x1b[31mred\x1b[0m\x7f",
    "\r\n\r\n",
    "a\rb",
    "\xC2\x85\xE2\x80\xA8\xE2\x80\xA9",
    "\xE2\x80\xAEgpj.exe\xE2\x80\xAC\xE2\x81\xA6\xE2\x81\xA9",
    "\xEF\xBB\xBF"
    "bom",
    "\xED\xA0\x80\xED\xB0\x80",
    "\xC0\xAF\xE0\x80\xAF\xF8\x88\x80\x80\x80",
    "cut \xF0\x9F\x98",
    "\xFF\xFE",
    "\xF4\x8F\xBF\xBF\xEF\xBF\xBF",
    "Z\xCC\x81\xCC\x82\xCC\x83",
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85",
    "=1+1|cmd",
    "@x\t=y",
    "\"quoted\",\r\n'x'",
    "{\"a\":[1,2]}",
    "]},\"schema\":null",
    "</script><!--",
    "| --- |\n# x",
    "```\n~~~",
    "\\\"\\u0000\\",
};

void push_all_kinds(ContentSink& sink, const std::string& text) {
  sink.warning(text);
  sink.field({.name = text, .value = text, .confidence = 1});
  sink.field({.name = "list", .value = text, .type = "list"});
  sink.page({.page_no = 1, .width = 10, .height = 20});
  for (const BlockLabel label : {BlockLabel::title, BlockLabel::section_header, BlockLabel::paragraph, BlockLabel::code,
                                 BlockLabel::list_item, BlockLabel::quote, BlockLabel::formula}) {
    Block block{.label = label, .level = 1, .text = text, .language = text, .marker = text};
    block.spans = {{.begin = 0, .end = text.size() / 2, .bold = true, .link = text},
                   {.begin = text.size() / 3, .end = text.size(), .code = true, .image = text}};
    sink.block(block);
  }
  push_table(sink, {.caption = text, .header_rows = 1},
             {text_row({text, "x"}),
              {{.text = text, .type = CellType::number, .column_span = 3}},
              {{.text = text, .type = CellType::json}, {.text = text, .type = CellType::boolean}}});
}

void push_naughty_records(ContentSink& sink) {
  sink.begin_records({"plain", "na\"ug\nhty=", "=third"});
  for (const std::string& text : naughty_texts) {
    sink.record({{.text = text}, {.text = text, .type = CellType::number}, {.text = text, .type = CellType::json}});
  }
  sink.end_records();
}

void check_readable(ExportFormat format, const WrittenExport& written) {
  CHECK(reading_problem(format, written) == "");
}

/// Text that no compression makes much shorter, the same each time.
std::string noise(std::uint32_t& state, std::size_t size) {
  std::string text;
  while (text.size() < size) {
    state = state * 1664525U + 1013904223U;
    text += static_cast<char>('!' + (state >> 16U) % 90U);
  }
  return text;
}

/// Runs the work in a child process, because limits on files hold for a whole process; its exit status.
int run_in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// 0 if writing much to the files fails with the kind.
int fails_with(ErrorKind kind, ExportFormat format, const WriterFiles& files) {
  try {
    const auto writer = make_writer(request_for(format), "text/csv", files);
    writer->begin({});
    std::vector<Row> rows;
    for (std::uint32_t state = 1; rows.size() < 5000;) {
      rows.push_back(text_row({noise(state, 1000)}));
    }
    push_records(*writer, {"a"}, rows);
    writer->finish();
  } catch (const Error& error) {
    return error.kind() == kind ? 0 : 2;
  }
  return 1;
}

}  // namespace

TEST_CASE("whatever a document holds, each format is valid UTF-8 and reads back") {
  for (const ExportFormat format : all_export_formats) {
    for (const View view : {View::automatic, View::fields, View::tables, View::blocks}) {
      for (const std::string& text : naughty_texts) {
        CAPTURE(to_string(format));
        CAPTURE(text);
        RenderRequest request = request_for(format, {.view = view});
        request.document_name = text;
        const Metadata metadata{.title = text, .outline = {{.title = text}}};
        check_readable(format, write_export(
                                   request, [&](ContentSink& sink) { push_all_kinds(sink, text); }, metadata));
      }
      check_readable(format, write_export(format, push_naughty_records, {.view = view}));
    }
  }
}

TEST_CASE("the same content gives the same bytes") {
  for (const ExportFormat format : all_export_formats) {
    const auto content = [](ContentSink& sink) {
      for (const std::string& text : naughty_texts) {
        push_all_kinds(sink, text);
      }
    };
    CHECK(write_export(format, content).text == write_export(format, content).text);
  }
}

TEST_CASE("every format counts all that came, whatever it shows") {
  const auto content = [](ContentSink& sink) {
    sink.field({.name = "f", .value = "not counted"});
    sink.page({.page_no = 1});
    sink.page({.page_no = 2});
    sink.block({.text = "two w\xC3\xB6rds"});
    push_table(sink, {.caption = "cap"}, {text_row({"a b", "c"}), text_row({})});
    push_records(sink, {"x"}, {text_row({"d\n e"})});
  };
  for (const ExportFormat format : all_export_formats) {
    const RenderStats stats = write_export(format, content, {.view = View::fields}).stats;
    CHECK(stats.pages == 2);
    CHECK(stats.blocks == 1);
    CHECK(stats.tables == 1);
    CHECK(stats.rows == 3);
    CHECK(stats.fields == 1);
    CHECK(stats.words == 8);
    CHECK(stats.characters == 20);
  }
  const Metadata metadata{.page_count = 12};
  CHECK(write_export(
            request_for(ExportFormat::txt), [](ContentSink&) {}, metadata)
            .stats.pages == 12);
}

TEST_CASE(
    "records are streamed: nothing is put aside for them, but in a workbook, where they are written to a file too") {
  const TemporaryDirectory folder;
  for (const ExportFormat format : all_export_formats) {
    const FileDescriptor output = open_unnamed_file(folder.path());
    const FileDescriptor scratch = open_unnamed_file(folder.path());
    const auto writer =
        make_writer(request_for(format), "text/csv", {.output = output.get(), .scratch = scratch.get()});
    writer->begin({});
    writer->begin_records({"a"});
    std::uint32_t state = 1;
    for (int row = 0; row < 3000; ++row) {
      writer->record(text_row({noise(state, 1000)}));
    }
    const bool is_workbook = format == ExportFormat::xlsx;
    CHECK(file_size(is_workbook ? scratch.get() : output.get(), "the rows") > 2'000'000);
    CHECK(file_size(is_workbook ? output.get() : scratch.get(), "nothing") == 0);
  }
}

TEST_CASE("a full disk is an error that says so") {
  for (const ExportFormat format : all_export_formats) {
    CAPTURE(to_string(format));
    const FileDescriptor full(::open("/dev/full", O_RDWR | O_CLOEXEC));
    CHECK(fails_with(ErrorKind::no_space, format, {.output = full.get(), .scratch = full.get()}) == 0);
  }
}

TEST_CASE("a file that may not grow further is an error, in the export and in the scratch file") {
  const TemporaryDirectory folder;
  const FileDescriptor output = open_unnamed_file(folder.path());
  const FileDescriptor scratch = open_unnamed_file(folder.path());
  const auto with_limit = [&](ExportFormat format, const std::function<int(const WriterFiles&)>& work) {
    CAPTURE(to_string(format));
    return run_in_child([&] {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{.rlim_cur = 1'000'000, .rlim_max = 1'000'000};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      return work({.output = output.get(), .scratch = scratch.get()});
    });
  };
  for (const ExportFormat format : all_export_formats) {
    CHECK(with_limit(format,
                     [&](const WriterFiles& files) { return fails_with(ErrorKind::no_space, format, files); }) == 0);
  }
  CHECK(with_limit(ExportFormat::json, [&](const WriterFiles& files) {
          try {
            const auto writer = make_writer(request_for(ExportFormat::json), "text/plain", files);
            writer->begin({});
            for (int count = 0; count < 5000; ++count) {
              writer->block({.text = std::string(1000, 'x')});
            }
          } catch (const Error& error) {
            return error.kind() == ErrorKind::no_space ? 0 : 2;
          }
          return 1;
        }) == 0);
}

TEST_CASE("an export larger than it may be is an error of its own kind") {
  const TemporaryDirectory folder;
  const FileDescriptor output = open_unnamed_file(folder.path());
  RenderRequest request = request_for(ExportFormat::txt);
  request.limits.output_bytes = 100;
  const auto writer = make_writer(request, "text/plain", {.output = output.get()});
  writer->begin({});
  writer->block({.text = std::string(101, 'x')});
  ErrorKind kind = ErrorKind::internal;
  try {
    writer->finish();
  } catch (const Error& error) {
    kind = error.kind();
  }
  CHECK(kind == ErrorKind::limit);
}

}  // namespace docexport::test
