#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/opc_package.hpp"
#include "documents/xml_document.hpp"
#include "documents/zip_archive.hpp"
#include "unit/documents/document_file.hpp"
#include "unit/documents/zip_builder.hpp"

namespace docexport::test {
namespace {

constexpr std::uint64_t enough = std::uint64_t{64} << 20;

/// An archive and all it needs to live.
struct Opened {
  explicit Opened(std::string_view bytes, const RenderLimits& limits = {})
      : file("a.docx", bytes), source(file.source()), budget(limits, "a.docx"), archive(source, budget) {}

  DocumentFile file;
  DocumentSource source;
  ReadingBudget budget;
  ZipArchive archive;
};

/// The kind of error, and that the message has this.
bool fails(ErrorKind kind, std::string_view message, const std::function<void()>& step) {
  try {
    step();
  } catch (const Error& error) {
    CHECK_MESSAGE(std::string_view(error.what()).find(message) != std::string_view::npos, error.what());
    return error.kind() == kind;
  }
  return false;
}

TEST_CASE("members are read by name, without regard to case, separators and a slash in front") {
  Opened zip(ZipBuilder().add("word/document.xml", "one").add("word\\styles.xml", "two").add("empty", "").bytes());
  CHECK(zip.archive.read("word/document.xml", 3) == "one");
  CHECK(zip.archive.read("/Word/Document.XML", 3) == "one");
  CHECK(zip.archive.read("word/styles.xml", 3) == "two");
  CHECK(zip.archive.read("empty", 3).empty());
  CHECK_FALSE(zip.archive.contains("word"));
  CHECK(zip.archive.names() == std::vector<std::string>{"word/document.xml", "word/styles.xml", "empty"});
  CHECK(zip.archive.warnings().empty());
}

TEST_CASE("a missing member is an input error, a large one beyond the bound a limit") {
  Opened zip(ZipBuilder().add("a", "four").bytes());
  CHECK(fails(ErrorKind::input, "no part b", [&] { static_cast<void>(zip.archive.read("b", 3)); }));
  CHECK(fails(ErrorKind::limit, "the part a", [&] { static_cast<void>(zip.archive.read("a", 3)); }));
}

TEST_CASE("a member that unpacks to far more than its size is a zip bomb") {
  Opened zip(ZipBuilder().add_run("a", '\0', std::size_t{8} << 20).bytes());
  CHECK(fails(ErrorKind::limit, "--max-ratio", [&] { static_cast<void>(zip.archive.read("a", enough)); }));
}

TEST_CASE("all members together unpack to no more than allowed") {
  Opened zip(ZipBuilder().add("a", "12345").add("b", "12345").bytes(), {.inflated_bytes = 8});
  CHECK(zip.archive.read("a", enough) == "12345");
  CHECK(fails(ErrorKind::limit, "--max-inflated", [&] { static_cast<void>(zip.archive.read("b", enough)); }));
}

TEST_CASE("members that overlap are refused") {
  const std::string bytes = ZipBuilder().add("a", std::string(1000, 'x')).overlap_last("b").overlap_last("c").bytes();
  CHECK(fails(ErrorKind::limit, "overlap", [&] { const Opened zip(bytes); }));
}

TEST_CASE("an encrypted member is refused as encrypted") {
  Opened zip(ZipBuilder().encrypted().add("a", "secret and long enough").bytes());
  CHECK(fails(ErrorKind::input, "encrypted", [&] { static_cast<void>(zip.archive.read("a", enough)); }));
}

TEST_CASE("an archive without its list of contents is read with a warning") {
  ZipBuilder builder;
  builder.add("a", "one").add("b", "two");
  Opened zip(builder.bytes_without_directory() + "PK\x01\x02 broken");
  CHECK(zip.archive.read("b", enough) == "two");
  CHECK(zip.archive.warnings().size() == 1);
}

TEST_CASE("a member whose checksum differs is read with a warning") {
  Opened zip(ZipBuilder().add("a", "one").with_wrong_checksum().bytes());
  CHECK(zip.archive.read("a", enough) == "one");
  REQUIRE(zip.archive.warnings().size() == 1);
  CHECK(zip.archive.warnings()[0].find("part a") != std::string::npos);
}

TEST_CASE("what has no members is damaged") {
  CHECK(fails(ErrorKind::input, "damaged", [&] { const Opened zip("PK\x03\x04 nothing"); }));
}

TEST_CASE("an archive is what its own members say, not those of an archive in it") {
  const std::string workbook = ZipBuilder().add("xl/workbook.xml", "<workbook/>").bytes();
  const DocumentFile file("a",
                          ZipBuilder().add("ppt/chart.xlsx", workbook).add("ppt/presentation.xml", "<p/>").bytes());
  CHECK(identify_document(file.source(), "") ==
        "application/vnd.openxmlformats-officedocument.presentationml.presentation");
}

TEST_CASE("an XML part that defines entities, or is too deep, is over a limit") {
  const ReadingBudget budget({.depth = 3}, "a.xml");
  CHECK(fails(ErrorKind::limit, "entities",
              [&] { const XmlDocument xml("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "a.xml", budget); }));
  CHECK(fails(ErrorKind::limit, "--max-depth",
              [&] { const XmlDocument xml("<a><b><c><d/></c></b></a>", "a.xml", budget); }));
  const XmlDocument fitting("<a><b><c>x</c><c/></b><b><c/></b></a>", "a.xml", budget);
  CHECK(xml_deep_text(fitting.root()) == "x");
}

TEST_CASE("an XML part that breaks off is kept as far as it goes") {
  const ReadingBudget budget({}, "a.xml");
  const XmlDocument xml("<a><b>text</b><c", "a.xml", budget);
  CHECK(xml_text(xml_child(xml.root(), "b")) == "text");
  CHECK(xml.fault().find("damaged") != std::string::npos);
  CHECK(fails(ErrorKind::input, "no XML", [&] { const XmlDocument none("nothing", "a.xml", budget); }));
}

TEST_CASE("text of an XML part is valid UTF-8 whatever it was written as") {
  const ReadingBudget budget({}, "a.xml");
  const XmlDocument xml("<a b='&#xD800;'>x\xFFy&#xDFFF;</a>", "a.xml", budget);
  CHECK(is_valid_utf8(xml_text(xml.root())));
  CHECK(is_valid_utf8(xml_value(xml.root(), "b")));
}

TEST_CASE("relationships are resolved against the part that has them") {
  Opened zip(ZipBuilder()
                 .add("ppt/slides/_rels/slide1.xml.rels",
                      "<Relationships><Relationship Id='r1' Type='http://x/image' Target='../media/a%20b.png'/>"
                      "<Relationship Id='r2' Type='http://purl/notesSlide' Target='/ppt/notes.xml'/>"
                      "<Relationship Id='r3' Type='http://x/hyperlink' Target='https://e.org/a#b' "
                      "TargetMode='External'/></Relationships>")
                 .bytes());
  OpcPackage package(zip.archive, zip.budget);
  const Relationships found = package.relationships("ppt/slides/slide1.xml");
  REQUIRE(found.size() == 3);
  CHECK(found[0].target == "ppt/media/a b.png");
  CHECK(target_of_type(found, "notesSlide") == "ppt/notes.xml");
  CHECK(find_relationship(found, "r3")->target == "https://e.org/a#b");
  CHECK(find_relationship(found, "r4") == nullptr);
  CHECK(package.main_part("word/document.xml") == "word/document.xml");
}

TEST_CASE("document properties become metadata") {
  Opened zip(ZipBuilder()
                 .add("_rels/.rels",
                      "<Relationships><Relationship Id='1' Type='x/core-properties' Target='c.xml'/>"
                      "<Relationship Id='2' Type='x/extended-properties' Target='a.xml'/>"
                      "<Relationship Id='3' Type='x/custom-properties' Target='p.xml'/></Relationships>")
                 .add("c.xml",
                      "<p><dc:title>T</dc:title><dc:creator>A</dc:creator>"
                      "<dcterms:created>2024-01-15T10:30:00Z</dcterms:created></p>")
                 .add("a.xml", "<p><Application>Word</Application><Pages>3</Pages></p>")
                 .add("p.xml", "<p><property name='Client'><vt:lpwstr>ACME</vt:lpwstr></property></p>")
                 .bytes());
  const Metadata metadata = OpcPackage(zip.archive, zip.budget).metadata();
  CHECK(metadata.title == "T");
  CHECK(metadata.author == "A");
  CHECK(metadata.created == "2024-01-15T10:30:00Z");
  CHECK(metadata.creator == "Word");
  CHECK(metadata.page_count == 3);
  REQUIRE(metadata.custom.size() == 1);
  CHECK(metadata.custom[0].value == "ACME");
}

}  // namespace
}  // namespace docexport::test
