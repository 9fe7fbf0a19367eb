#include <expat.h>
#include <sys/mman.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/text.hpp"
#include "docexport/formats/writers.hpp"

namespace docexport::test {

namespace {

void require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

/// The fuzzer's bytes as choices and texts; zeros when there are no more.
class FuzzedChoices {
 public:
  explicit FuzzedChoices(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool is_used_up() const { return rest_.empty(); }

  unsigned below(unsigned bound) {
    const unsigned byte = rest_.empty() ? 0 : static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(rest_.empty() ? 0 : 1);
    return byte % bound;
  }
  bool yes() { return below(2) == 1; }

  std::string text() {
    const std::string text(rest_.substr(0, below(48)));
    rest_.remove_prefix(text.size());
    return text;
  }

 private:
  std::string_view rest_;
};

/// Pushes a document that the fuzzer chose, in an order that the contract allows.
class FuzzedContent {
 public:
  explicit FuzzedContent(std::string_view bytes) : choices_(bytes) {}

  void push(ContentSink& sink) {
    sink.begin({.title = choices_.text(), .page_count = 3, .outline = {{.title = choices_.text(), .page_no = 1}}});
    for (unsigned count = choices_.below(4); count > 0; --count) {
      sink.field({.name = choices_.text(),
                  .value = choices_.text(),
                  .type = choices_.yes() ? "table" : "number",
                  .confidence = choices_.below(101)});
    }
    while (!choices_.is_used_up()) {
      push_piece(sink);
    }
    sink.finish();
  }

 private:
  void push_piece(ContentSink& sink) {
    switch (choices_.below(5)) {
      case 0:
        return push_table(sink);
      case 1:
        return push_records(sink);
      case 2:
        return sink.warning(choices_.text());
      case 3:
        return sink.page({.page_no = 1, .width = 1.0 / choices_.below(9), .height = 3});
      default:
        return sink.block(block());
    }
  }

  Block block() {
    Block block{.label = static_cast<BlockLabel>(choices_.below(14)),
                .level = static_cast<int>(choices_.below(9)) - 1,
                .text = choices_.text(),
                .language = choices_.text(),
                .ordered = choices_.yes(),
                .marker = choices_.text()};
    for (unsigned count = choices_.below(5); count > 0; --count) {
      const unsigned style = choices_.below(64);
      block.spans.push_back({.begin = choices_.below(60),
                             .end = choices_.below(60),
                             .bold = (style & 1U) != 0,
                             .italic = (style & 2U) != 0,
                             .code = (style & 4U) != 0,
                             .strikethrough = (style & 8U) != 0,
                             .link = (style & 16U) != 0 ? choices_.text() : "",
                             .image = (style & 32U) != 0 ? choices_.text() : ""});
    }
    if (choices_.yes()) {
      block.checked = choices_.yes();
      block.position = Position{.page_no = 1, .box = {.left = 1e300, .top = -0.001}};
      block.font = Font{.name = choices_.text(), .size = 10};
    }
    return block;
  }

  Cell cell() {
    return {.text = choices_.text(),
            .type = static_cast<CellType>(choices_.below(7)),
            .column_span = static_cast<int>(choices_.below(12)) - 1,
            .row_span = static_cast<int>(choices_.below(5)) - 1};
  }

  void push_table(ContentSink& sink) {
    sink.begin_table(
        {.caption = choices_.text(), .sheet = choices_.text(), .header_rows = static_cast<int>(choices_.below(3))});
    for (unsigned rows = choices_.below(6); rows > 0; --rows) {
      Row row;
      for (unsigned cells = choices_.below(6); cells > 0; --cells) {
        row.push_back(cell());
      }
      sink.table_row(row);
    }
    sink.end_table();
  }

  void push_records(ContentSink& sink) {
    if (std::exchange(had_records_, true)) {
      return;
    }
    std::vector<std::string> columns;
    for (unsigned count = choices_.below(5); count > 0; --count) {
      columns.push_back(std::to_string(columns.size()) + choices_.text());
    }
    sink.begin_records(columns);
    for (unsigned rows = choices_.below(8); rows > 0; --rows) {
      Row row;
      for (std::size_t column = 0; column < columns.size(); ++column) {
        row.push_back(cell());
      }
      sink.record(row);
    }
    sink.end_records();
  }

  FuzzedChoices choices_;
  bool had_records_ = false;
};

bool is_well_formed(const std::string& xml) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"), XML_ParserFree);
  return XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE) == XML_STATUS_OK;
}

void check_output(ExportFormat format, const std::string& output, std::uint64_t records_count) {
  if (content_type(format).find("charset=utf-8") != std::string_view::npos) {
    require(is_valid_utf8(output));
  }
  if (format == ExportFormat::xml) {
    require(is_well_formed(output));
  }
  if (format == ExportFormat::xlsx) {
    require(output.starts_with(std::string_view("PK\x03\x04", 4)));
  }
  if (format == ExportFormat::json) {
    require(nlohmann::json::accept(output));
  }
  if (format == ExportFormat::jsonl) {
    std::uint64_t lines = 0;
    for (std::string_view rest = output; !rest.empty(); ++lines) {
      const std::size_t end = rest.find('\n');
      require(end != std::string_view::npos && nlohmann::json::accept(rest.substr(0, end)));
      rest.remove_prefix(end + 1);
    }
    require(lines == records_count);
  }
}

std::string inflated(std::string_view bytes, std::size_t size) {
  std::string text(size, '\0');
  z_stream stream{};
  require(inflateInit2(&stream, 16 + MAX_WBITS) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(size);
  require(inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0 && stream.avail_out == 0);
  inflateEnd(&stream);
  return text;
}

std::string unpacked(Compression compression, const std::string& bytes, std::size_t size) {
  if (compression == Compression::gzip) {
    return inflated(bytes, size);
  }
  std::string text(size, '\0');
  require(ZSTD_decompress(text.data(), size, bytes.data(), bytes.size()) == size);
  return text;
}

/// The export; nothing when the document has no table of the number asked for.
std::optional<std::string> write_fuzzed_content(const RenderRequest& request, std::string_view bytes) {
  const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
  const FileDescriptor scratch(::memfd_create("scratch", MFD_CLOEXEC));
  const auto writer = make_writer(request, "text/plain", {.output = output.get(), .scratch = scratch.get()});
  try {
    FuzzedContent(bytes).push(*writer);
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::input && request.options.table.has_value());
    return std::nullopt;
  }
  std::string text;
  read_through(output.get(), "output", [&](std::string_view piece) { text += piece; });
  if (request.options.compression == Compression::none) {
    check_output(request.format, text, writer->records_count());
  }
  return text;
}

void write_in_other_ways(RenderRequest request, std::string_view bytes) {
  request.format = ExportFormat::json;
  request.options.json_schema = JsonSchema::docling;
  const std::optional<std::string> plain = write_fuzzed_content(request, bytes);
  for (const Compression compression : {Compression::gzip, Compression::zstd}) {
    request.options.compression = compression;
    const std::optional<std::string> packed = write_fuzzed_content(request, bytes);
    require(packed.has_value() == plain.has_value());
    require(!plain || unpacked(compression, *packed, plain->size()) == *plain);
  }
}

}  // namespace

}  // namespace docexport::test

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace docexport;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.empty()) {
    return 0;
  }
  const auto choice = static_cast<unsigned char>(bytes.front());
  RenderRequest request;
  request.options.view = static_cast<View>(choice & 3U);
  request.options.raw_cells = (choice & 4U) != 0;
  if ((choice & 8U) != 0) {
    request.options.table = choice >> 4U;
  }
  for (const ExportFormat format : all_export_formats) {
    request.format = format;
    test::write_fuzzed_content(request, bytes.substr(1));
  }
  test::write_in_other_ways(request, bytes.substr(1));
  return 0;
}
