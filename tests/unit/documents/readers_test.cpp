#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "docexport/base/error.hpp"
#include "docexport/model/media_type.hpp"
#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

TEST_CASE("every readable type has a reader") {
  for (const ReadableType& type : readable_types()) {
    CAPTURE(type.media_type);
    try {
      static_cast<void>(DocumentFile("document", "[1]").read_as(type.media_type));
    } catch (const Error& error) {
      // An image says that it wants OCR.
      const bool needs_option = type.media_type.starts_with("image/");
      CHECK(error.kind() == (needs_option ? ErrorKind::unsupported : ErrorKind::input));
    }
  }
}

TEST_CASE("a type without a reader is unsupported") {
  CHECK_THROWS_WITH_AS(static_cast<void>(DocumentFile("a.doc", "x").read_as("application/msword")),
                       doctest::Contains("application/msword is not supported"), Error);
}

TEST_CASE("fields come after the metadata and before the content") {
  const std::vector<Field> fields{{.name = "total", .value = "12.50"}, {.name = "date", .value = "2024-01-15"}};
  CHECK(DocumentFile("a.txt", "text").read_as("text/plain", fields).calls == "bffB");
  CHECK(DocumentFile("a.md", "text").read_as("text/markdown", fields).calls == "bffB");
  CHECK(DocumentFile("a.csv", "a,b\n").read_as("text/csv", fields).calls == "bffRr");
  CHECK(DocumentFile("a.tsv", "a\tb\n").read_as("text/tab-separated-values", fields).calls == "bffRr");
  CHECK(DocumentFile("a.json", "[]").read_as("application/json", fields).calls == "bffRr");
  CHECK(DocumentFile("a.jsonl", "1\n").read_as("application/jsonl", fields).calls == "bffRr");
}

TEST_CASE("library data that readers need exists") {
  for (const std::string& path : reader_data_paths()) {
    CHECK(std::filesystem::exists(path));
  }
}

TEST_CASE("a source gives parts of its document and no more than it has") {
  const DocumentFile file("a.txt", "0123456789");
  const DocumentSource source = file.source();
  CHECK(source.head(4) == "0123");
  CHECK(source.part(8, 10) == "89");
  CHECK(source.part(11, 1).empty());
  CHECK(source.beginning(3).all(3) == "012");
  CHECK_THROWS_AS(static_cast<void>(source.all(9)), Error);
}

TEST_CASE("preloading can be repeated") {
  preload_readers();
  preload_readers();
}

}  // namespace
}  // namespace docexport::test
