#include "docexport/app/downloading.hpp"

#include "app_fixture.hpp"

namespace docexport::test {

namespace {

std::size_t count_files(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      ++count;
    }
  }
  return count;
}

}  // namespace

TEST_CASE_FIXTURE(AppFixture, "a download gives the exported bytes and is counted once") {
  const Export row = complete("{\"a\":1}\n");
  const std::string target = (folder.path() / "out.json").string();
  const DownloadResult result = download_export(services(), {.id = row.id, .output = target}, {});
  CHECK(content_of(target) == "{\"a\":1}\n");
  CHECK(result.bytes == 8);
  CHECK(find(row.id).download_count == 1);
  CHECK(find(row.id).last_downloaded_at == now);
}

TEST_CASE_FIXTURE(AppFixture, "a folder takes the file under the export's own name") {
  const Export row = complete();
  const auto result = download_export(services(), {.id = row.id, .output = folder.path().string() + "/"}, {});
  CHECK(result.path == (folder.path() / "doc-1.json").string());
}

TEST_CASE_FIXTURE(AppFixture, "an existing file is not replaced unless that was asked for") {
  const Export row = complete("new");
  const std::string target = (folder.path() / "out.json").string();
  write_text(target, "mine");
  CHECK(kind_of_error([&] { download_export(services(), {.id = row.id, .output = target}, {}); }) ==
        ErrorKind::refused);
  CHECK(content_of(target) == "mine");
  CHECK(find(row.id).download_count == 0);
  download_export(services(), {.id = row.id, .output = target, .overwrite = true}, {});
  CHECK(content_of(target) == "new");
}

TEST_CASE_FIXTURE(AppFixture,
                  "a flipped byte, a missing byte and a missing file are found, and nothing is left behind") {
  const Export row = complete("0123456789");
  const std::filesystem::path out = folder.path() / "out";
  std::filesystem::create_directory(out);
  for (const std::string& content : {std::string("0123456780"), std::string("012345678"), std::string("01234567890")}) {
    CAPTURE(content);
    write_text(object_path(row), content);
    CHECK(kind_of_error([&] { download_export(services(), {.id = row.id, .output = out.string()}, {}); }) ==
          ErrorKind::integrity);
    CHECK(count_files(out) == 0);
  }
  std::filesystem::remove(object_path(row));
  CHECK(kind_of_error([&] { download_export(services(), {.id = row.id, .output = out.string()}, {}); }) ==
        ErrorKind::integrity);
  CHECK(find(row.id).download_count == 0);
}

TEST_CASE_FIXTURE(AppFixture, "an export past its time is refused before prune has run") {
  const Export row = complete();
  now += std::chrono::days(31);
  CHECK(kind_of_error([&] { download_export(services(), {.id = row.id, .output = folder.path().string()}, {}); }) ==
        ErrorKind::expired);
  CHECK(kind_of_error([&] { link_to_export(services(), row.id, std::chrono::minutes(15)); }) == ErrorKind::expired);
}

TEST_CASE_FIXTURE(AppFixture, "a failed export has nothing to download") {
  const Export row = accept();
  const AttemptRef attempt = begin(row);
  services().catalog().life().fail(attempt, {.error_class = ErrorClass::input, .message = "damaged"});
  CHECK(kind_of_error([&] { download_export(services(), {.id = row.id}, {}); }) == ErrorKind::not_completed);
}

TEST_CASE_FIXTURE(AppFixture, "the link to a local export is its file URL and is recorded without the link") {
  const Export row = complete();
  const LinkResult link = link_to_export(services(), row.id, std::chrono::minutes(15));
  CHECK(link.url == "file://" + object_path(row).string());
  CHECK_FALSE(link.ends_at);
}

}  // namespace docexport::test
