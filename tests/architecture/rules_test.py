"""Each rule passes a tree that keeps it and names the line of one that breaks it."""

import tempfile
import unittest
from pathlib import Path

from layers import include_direction, library_homes, unit_tests_stay_home
from shapes import file_length, finished_text, top_level, type_names
from transactions import immediate_transactions


class RuleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def assert_kept(self, rule):
        self.assertEqual(list(rule(self.root)), [])

    def assert_broken(self, rule, *parts):
        violations = list(rule(self.root))
        self.assertEqual(len(violations), 1, violations)
        for part in parts:
            self.assertIn(part, violations[0])


class IncludeDirection(RuleTest):
    def test_folders_to_the_right_are_allowed(self):
        self.write("src/app/a.cpp", '#include "app/b.hpp"\n#include "docexport/catalog/catalog.hpp"\n#include <map>\n')
        self.write("src/cli/a.cpp", '#include "docexport/app/a.hpp"\n#include "docexport/model/export.hpp"\n')
        self.write("src/render/a.cpp", '#include "docexport/documents/readers.hpp"\n')
        self.assert_kept(include_direction)

    def test_a_folder_to_the_left_is_not(self):
        self.write("src/catalog/a.cpp", '\n#include "docexport/app/a.hpp"\n')
        self.assert_broken(include_direction, "src/catalog/a.cpp:2", "catalog must not include app")

    def test_a_sibling_is_not(self):
        self.write("src/storage/a.cpp", '#include "docexport/catalog/catalog.hpp"\n')
        self.assert_broken(include_direction, "storage must not include catalog")

    def test_the_siblings_of_the_helper_are_not(self):
        self.write("src/formats/a.cpp", '#include "docexport/documents/readers.hpp"\n')
        self.assert_broken(include_direction, "formats must not include documents")

    def test_one_program_does_not_include_the_other(self):
        self.write("src/rendering/a.cpp", '#include "docexport/documents/readers.hpp"\n')
        self.assert_broken(include_direction, "rendering must not include documents")

    def test_the_command_line_sees_app_model_and_base_only(self):
        self.write("src/cli/a.cpp", '#include "docexport/catalog/catalog.hpp"\n')
        self.assert_broken(include_direction, "cli must not include catalog")

    def test_a_private_header_stays_in_its_folder(self):
        self.write("src/app/a.cpp", '#include "catalog/connection.hpp"\n')
        self.assert_broken(include_direction, "private header of catalog")

    def test_a_public_header_shows_no_private_one(self):
        self.write("include/docexport/model/a.hpp", '#include "model/names.hpp"\n')
        self.assert_broken(include_direction, "public headers only")

    def test_relative_paths_and_angle_brackets_do_not_help(self):
        self.write("src/app/a.cpp", '#include "../catalog/connection.hpp"\n')
        self.write("src/base/a.cpp", "#include <docexport/app/a.hpp>\n")
        self.assertEqual(len(list(include_direction(self.root))), 2)

    def test_a_folder_that_is_not_on_the_map_is_refused(self):
        self.write("src/common/a.cpp", "")
        self.assert_broken(include_direction, "common is not on the map")


class UnitTestsStayHome(RuleTest):
    def test_the_private_headers_of_the_folder_under_test_are_allowed(self):
        self.write("tests/unit/catalog/a_test.cpp", '#include "catalog/schema.hpp"\n#include "support/x.hpp"\n')
        self.assert_kept(unit_tests_stay_home)

    def test_those_of_another_folder_are_not(self):
        self.write("tests/unit/app/a_test.cpp", '#include "catalog/schema.hpp"\n')
        self.assert_broken(unit_tests_stay_home, "tests/unit/app/a_test.cpp:1", "private header of catalog")


class LibraryHomes(RuleTest):
    def test_a_library_at_home_is_allowed(self):
        self.write("src/catalog/a.cpp", "#include <SQLiteCpp/SQLiteCpp.h>\n#include <fmt/format.h>\n#include <sys/stat.h>\n")
        self.write("src/base/digest.cpp", "#include <openssl/evp.h>\n#include <fcntl.h>\n#include <string>\n")
        self.assert_kept(library_homes)

    def test_a_library_elsewhere_is_not(self):
        homes = {"CLI/CLI.hpp": "app", "SQLiteCpp/Database.h": "app", "sqlite3.h": "app", "curl/curl.h": "storage",
                 "poppler-document.h": "formats", "md4c.h": "formats", "uchardet/uchardet.h": "render",
                 "unicode/ucnv.h": "base", "seccomp.h": "process", "linux/landlock.h": "render", "openssl/evp.h": "storage"}
        for header, folder in homes.items():
            with self.subTest(header):
                self.write("src/" + folder + "/a.cpp", f"#include <{header}>\n")
                self.assert_broken(library_homes, header, "belongs in")
                (self.root / "src" / folder / "a.cpp").unlink()

    def test_in_base_only_the_digests_use_openssl(self):
        self.write("src/base/random.cpp", "#include <openssl/rand.h>\n")
        self.assert_broken(library_homes, "base/digest* only")

    def test_a_new_library_needs_a_home(self):
        self.write("src/app/a.cpp", "#include <boost/any.hpp>\n")
        self.assert_broken(library_homes, "boost/any.hpp", "no folder is the home")


class Shapes(RuleTest):
    def test_299_lines_are_allowed_and_300_are_not(self):
        self.write("src/app/a.cpp", "\n" * 299)
        self.write("scripts/test", "\n" * 299)
        self.write("tests/unit/base/fixtures/data.cpp", "\n" * 1000)
        self.assert_kept(file_length)
        self.write("src/app/a.cpp", "\n" * 300)
        self.assert_broken(file_length, "src/app/a.cpp: 300 lines")

    def test_a_public_header_is_shorter(self):
        self.write("include/docexport/app/a.hpp", "\n" * 149)
        self.assert_kept(file_length)
        self.write("include/docexport/app/a.hpp", "\n" * 150)
        self.assert_broken(file_length, "include/docexport/app/a.hpp: 150 lines")

    def write_required(self):
        for name in ("CHANGELOG.md", "README.md", "src/ARCHITECTURE.md"):
            self.write(name, "")
        self.write("LICENSE", "GNU GENERAL PUBLIC LICENSE\nVersion 3\n")

    def test_the_top_level_is_a_closed_list(self):
        self.write_required()
        self.assert_kept(top_level)
        self.write("notes/plan.md", "")
        self.assert_broken(top_level, "notes")

    def test_the_licence_must_be_there_and_the_right_one(self):
        self.write_required()
        self.write("LICENSE", "MIT\n")
        self.assert_broken(top_level, "LICENSE", "not the GNU")
        (self.root / "LICENSE").unlink()
        self.assert_broken(top_level, "LICENSE: missing")

    def test_marks_of_unfinished_work_are_found(self):
        self.write("src/a.cpp", "// a todo in lower case is a word\n// mkstemp XXXXXX\n")
        self.assert_kept(finished_text)
        self.write("src/a.cpp", "\n// TO" "DO: later\n")
        self.assert_broken(finished_text, "src/a.cpp:2", "unfinished")

    def test_two_types_of_one_name_are_found(self):
        self.write("src/formats/a.hpp", "struct Table {\n};\nstruct Row;\n")
        self.write("src/formats/a.cpp", "struct Table::Row {\n};\nnamespace {\nstruct Cell {\n};\n}  // namespace\n")
        self.write("src/documents/b.cpp", "namespace {\nstruct Cell {\n};\n}  // namespace\n")
        self.assert_kept(type_names)
        self.write("src/documents/b.hpp", "class Table final : public Base {\n};\n")
        self.assert_broken(type_names, "src/formats/a.hpp", "Table", "src/documents/b.hpp")

    def test_paths_of_one_machine_are_found(self):
        self.write("README.md", "~/.local/share/docexport, include/docexport/, https://example.org/home/a/, /tmp/a.pdf\n")
        self.assert_kept(finished_text)
        for path in ("/wo" "rk/main/README.md", "/ro" "ot/.cache/x"):
            with self.subTest(path):
                self.write("README.md", f"see {path}\n")
                self.assert_broken(finished_text, "README.md:1", "machine")


class ImmediateTransactions(RuleTest):
    def test_immediate_ones_and_triggers_are_allowed(self):
        self.write("src/catalog/a.cpp", 'execute("BEGIN IMMEDIATE");\nSQLite::Transaction t(db, '
                   'SQLite::TransactionBehavior::IMMEDIATE);\n'
                   'R"(CREATE TRIGGER keep BEFORE DELETE ON events\nBEGIN\n  SELECT RAISE(ABORT, \'no\');\nEND;)"\n')
        self.assert_kept(immediate_transactions)

    def test_any_other_is_not(self):
        for text in ('execute("BEGIN");', 'execute("BEGIN EXCLUSIVE");', 'R"(BEGIN DEFERRED;\nUPDATE …)"'):
            with self.subTest(text):
                self.write("src/catalog/a.cpp", "\n" + text + "\n")
                self.assert_broken(immediate_transactions, "src/catalog/a.cpp:2")

    def test_the_library_s_own_must_say_immediate(self):
        self.write("src/catalog/a.cpp", "SQLite::Transaction transaction(database);\n")
        self.assert_broken(immediate_transactions, "deferred by default")


if __name__ == "__main__":
    unittest.main()
