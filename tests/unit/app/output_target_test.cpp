#include "app/output_target.hpp"

#include "app_fixture.hpp"

namespace docexport::test {

TEST_CASE("an output is standard output, a folder or a file") {
  const TemporaryDirectory folder;
  const std::string inside = (folder.path() / "a.json").string();
  CHECK_FALSE(resolve_output("-", "a.json", Overwrite::no));
  CHECK(resolve_output(folder.path().string(), "a.json", Overwrite::no)->string() == inside);
  CHECK(resolve_output(folder.path().string() + "/", "a.json", Overwrite::no)->string() == inside);
  CHECK(resolve_output(inside, "b.json", Overwrite::no)->string() == inside);
}

TEST_CASE("a stored name never leads out of the folder") {
  const TemporaryDirectory folder;
  const auto target = resolve_output(folder.path().string(), "../../etc/passwd", Overwrite::no);
  CHECK(target->parent_path() == folder.path());
}

TEST_CASE("a missing folder and an existing target are refused") {
  const TemporaryDirectory folder;
  const std::string target = (folder.path() / "a.json").string();
  CHECK(kind_of_error([&] { resolve_output((folder.path() / "no/a.json").string(), "a", Overwrite::no); }) ==
        ErrorKind::not_found);
  write_text(target, "mine");
  CHECK(kind_of_error([&] { resolve_output(target, "a", Overwrite::no); }) == ErrorKind::refused);
  CHECK(resolve_output(target, "a", Overwrite::yes)->string() == target);
  std::filesystem::create_symlink("nowhere", folder.path() / "dangling");
  CHECK(kind_of_error([&] { resolve_output((folder.path() / "dangling").string(), "a", Overwrite::no); }) ==
        ErrorKind::refused);
}

}  // namespace docexport::test
