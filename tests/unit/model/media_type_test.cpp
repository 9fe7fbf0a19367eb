#include "docexport/model/media_type.hpp"

#include <doctest/doctest.h>

namespace docexport {

TEST_CASE("the last extension says the media type, in upper case too") {
  CHECK(media_type_of_name("a.pdf") == "application/pdf");
  CHECK(media_type_of_name("A.PDF") == "application/pdf");
  CHECK(media_type_of_name("archive.pdf.csv") == "text/csv");
  CHECK(media_type_of_name("notes.markdown") == "text/markdown");
  CHECK(media_type_of_name("log.ndjson") == "application/jsonl");
}

TEST_CASE("an unknown extension, or none, says nothing") {
  CHECK(media_type_of_name("a.exe").empty());
  CHECK(media_type_of_name("pdf").empty());
  CHECK(media_type_of_name("a.").empty());
  CHECK(media_type_of_name("").empty());
}

TEST_CASE("what can be read is named in one sentence") {
  const std::string names = readable_type_names();
  CHECK(names.starts_with("plain text, Markdown, "));
  CHECK(names.find(" and " + std::string(readable_types().back().name)) != std::string::npos);
  for (const ReadableType& type : readable_types()) {
    CHECK(names.find(type.name) != std::string::npos);
  }
}

TEST_CASE("no two readable types share a media type or an extension") {
  for (const ReadableType& type : readable_types()) {
    for (const std::string_view extension : type.extensions) {
      CHECK(media_type_of_name("a." + std::string(extension)) == type.media_type);
    }
  }
}

}  // namespace docexport
