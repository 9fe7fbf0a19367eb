#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/html_page.hpp"
#include "unit/documents/zip_builder.hpp"

namespace docexport::test {
namespace {

constexpr std::string_view container =
    "<container><rootfiles><rootfile full-path='b%20k/a.opf'/></rootfiles></container>";

/// A book of a package document and pages beside it.
class Book {
 public:
  Book& add(std::string_view name, std::string_view bytes) {
    zip_.add(std::string("b k/").append(name), bytes);
    return *this;
  }
  Book& add_part(std::string_view name, std::string_view bytes) {
    zip_.add(name, bytes);
    return *this;
  }
  [[nodiscard]] RecordingSink read(const std::string& metadata, const std::string& manifest,
                                   const std::string& spine) const {
    ZipBuilder zip = zip_;
    zip.add("META-INF/container.xml", container);
    zip.add("b k/a.opf", "<package><metadata>" + metadata + "</metadata><manifest>" + manifest +
                             "</manifest><spine toc='n'>" + spine + "</spine></package>");
    return DocumentFile("book.epub", zip.bytes()).read_as("application/epub+zip");
  }

 private:
  ZipBuilder zip_{};
};

constexpr const char* two_pages =
    "<item id='x' href='t/1.xhtml' media-type='application/xhtml+xml'/>"
    "<item id='y' href='t/%32.xhtml#z' media-type='application/xhtml+xml'/>";
constexpr const char* both = "<itemref idref='y'/><itemref idref='x'/>";

TEST_CASE("a book is its parts in reading order, each a page") {
  const RecordingSink sink =
      Book()
          .add("t/1.xhtml", "<html><head><title/></head><body><h1>One</h1><p>a</p></body></html>")
          .add("t/2.xhtml", "<html><body><h1>Two</h1><a href='1.xhtml'>b</a></body></html>")
          .read("", two_pages, both);
  CHECK(outline_of(sink) == Lines{"section_header1: Two", "paragraph: b", "section_header1: One", "paragraph: a"});
  CHECK(spans_of(sink.blocks[1]) == Lines{"b|<1.xhtml>"});
  CHECK(sink.warnings.empty());
}

TEST_CASE("a book says who wrote it, when and for whom") {
  const RecordingSink sink =
      Book()
          .add("t/1.xhtml", "<p>a")
          .read(
              "<dc:title>T</dc:title><dc:creator>A</dc:creator><dc:creator>B</dc:creator>"
              "<dc:language>en</dc:language><dc:date>2024-01-15</dc:date>"
              "<dc:publisher>P</dc:publisher><dc:subject>S</dc:subject>"
              "<meta property='dcterms:modified'>2024-02-01T00:00:00Z</meta>",
              std::string(two_pages) + "<item href='c.png' media-type='image/png'/>", "<itemref idref='x'/>");
  CHECK(sink.metadata.title == "T");
  CHECK(sink.metadata.author == "A; B");
  CHECK(sink.metadata.language == "en");
  CHECK(sink.metadata.created == "2024-01-15T00:00:00Z");
  CHECK(sink.metadata.modified == "2024-02-01T00:00:00Z");
  CHECK(sink.metadata.keywords == "S");
  CHECK(sink.metadata.image_count == 1);
  REQUIRE(sink.metadata.custom.size() == 1);
  CHECK(sink.metadata.custom[0].value == "P");
}

TEST_CASE("what a book says is valid text, whatever encoding its words claim") {
  const RecordingSink sink =
      Book()
          .add("t/1.xhtml", "<p>a")
          .read("<dc:type>iso-8859-1</dc:type><dc:title>T\xFF</dc:title>", two_pages, "<itemref idref='x'/>");
  CHECK(sink.metadata.title == "T\xEF\xBF\xBD");
}

TEST_CASE("the outline is the navigation document's, else the NCX's") {
  const std::string navigation = "<item id='v' properties='nav' href='nav.xhtml' media-type='application/xhtml+xml'/>";
  const std::string contents = "<item id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'/>";
  Book book;
  book.add("t/1.xhtml", "<p>a")
      .add("nav.xhtml",
           "<nav epub:type='toc'><ol><li><a href='x'>One</a><ol><li><a>Two</a></ol></ol></nav><nav><ol><li><a>no</a>")
      .add("toc.ncx",
           "<ncx><navMap><navPoint><navLabel><text>Three</text></navLabel><navPoint><navLabel><text>Four"
           "</text></navLabel></navPoint></navPoint></navMap></ncx>");
  const auto outline = [&](const std::string& items) {
    std::string titles;
    for (const OutlineEntry& entry : book.read("", two_pages + items, "<itemref idref='x'/>").metadata.outline) {
      titles += std::to_string(entry.level) + entry.title + " ";
    }
    return titles;
  };
  CHECK(outline(navigation + contents) == "1One 2Two ");
  CHECK(outline(contents) == "1Three 2Four ");
  CHECK(outline("").empty());
}

TEST_CASE("missing and foreign parts are warnings, a book without any part is damaged") {
  const std::string film = "<item id='f' href='f.mp4' media-type='video/mp4'/>";
  const RecordingSink sink =
      Book()
          .add("t/1.xhtml", "<p>a")
          .add("f.mp4", "x")
          .read("", two_pages + film, std::string(both) + "<itemref idref='f'/><itemref idref='lost'/>");
  CHECK(outline_of(sink) == Lines{"paragraph: a"});
  REQUIRE(sink.warnings.size() == 3);
  CHECK(sink.warnings[0] == "1 part of the book is missing or damaged: b k/t/2.xhtml");
  CHECK_THROWS_WITH_AS(Book().read("", two_pages, both), doctest::Contains("without a part"), Error);
}

TEST_CASE("a book for one device is refused, hidden fonts are not minded") {
  const auto read_with = [](const std::string& algorithm) {
    return Book()
        .add("t/1.xhtml", "<p>a")
        .add_part("META-INF/encryption.xml", "<encryption><EncryptedData><EncryptionMethod Algorithm='" + algorithm +
                                                 "'/></EncryptedData></encryption>")
        .read("", two_pages, "<itemref idref='x'/>");
  };
  CHECK(read_with("http://www.idpf.org/2008/embedding").blocks.size() == 1);
  CHECK_THROWS_WITH_AS(read_with("http://www.w3.org/2001/04/xmlenc#aes128-cbc"), doctest::Contains("DRM"), Error);
}

}  // namespace
}  // namespace docexport::test
