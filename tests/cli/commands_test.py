"""Every command as a new user would type it, on pipes."""
import hashlib
import json
import re
import unittest

from workspace import Workspace

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("notes.md", "# Notes\n\nSome text.\n")
        self.workspace.write("table.csv", "name,amount\nAnna,3\nBerta,4\n")

    def run_ok(self, *arguments, **options):
        result = self.workspace.run(*arguments, **options)
        self.assertEqual((result.returncode, result.stderr), (0, ""), arguments)
        return result.stdout

    def check_error(self, code, *arguments, **options):
        """One line on the error stream; returns it."""
        result = self.workspace.run(*arguments, **options)
        self.assertEqual(result.returncode, code, (arguments, result.stdout, result.stderr))
        self.assertRegex(result.stderr, r"\Adocexport: [^\n]*\n\Z", arguments)
        return result.stderr


class Documents(CommandTest):
    def test_add_prints_a_line_and_the_same_id_again(self):
        columns = self.run_ok("add", "notes.md", "--type", "memo").rstrip("\n").split("\t")
        self.assertRegex(columns[0], UUID)
        self.assertEqual(columns[1:4], ["notes.md", "text/markdown", "memo"])
        self.assertEqual(columns[4], "20")
        self.assertEqual(columns[6], str(self.workspace.folder / "notes.md"))
        self.assertEqual(self.run_ok("add", "notes.md", "--ids").strip(), columns[0])

    def test_add_from_standard_input_keeps_a_copy(self):
        document = json.loads(self.run_ok("add", "-", "--name", "in.md", "--json", stdin="# In\n"))["document"]
        self.assertEqual((document["name"], document["source"]), ("in.md", "copy"))
        self.check_error(2, "add", "-", stdin="# In\n")

    def test_add_with_id_and_fields(self):
        self.workspace.write("fields.json", '[{"name": "total", "value": "12.50", "type": "currency", "confidence": 97.5, "page": 1}]')
        document = self.workspace.json("add", "notes.md", "--id", "doc-1", "--fields", "fields.json")["document"]
        self.assertEqual(document["id"], "doc-1")
        self.assertEqual(document["fields"][0]["name"], "total")
        content = self.run_ok("export", "doc-1", "--format", "csv", "--output", "-")
        self.assertEqual(content.splitlines()[0], "field,value,type,confidence,page")
        self.workspace.write("bad.json", "{}")
        self.check_error(1, "add", "table.csv", "--fields", "bad.json")
        self.check_error(5, "add", "table.csv", "--id", "doc-1")
        self.check_error(4, "add", "missing.md")

    def test_documents_are_listed_shown_and_removed(self):
        identifier = self.run_ok("add", "notes.md", "--ids").strip()
        self.assertEqual(self.run_ok("documents", "--ids"), self.run_ok("documents", "list", "--ids"))
        page = self.workspace.json("documents")
        self.assertEqual(page["documents"][0]["id"], identifier)
        self.assertEqual(page["pagination"]["total"], 1)
        self.assertIn("text/markdown", self.run_ok("documents", "show", identifier[:8]))
        export = self.run_ok("export", identifier, "--ids").strip()
        self.assertIn("export", self.check_error(2, "documents", "remove", identifier))
        self.run_ok("delete", export)
        removed = self.workspace.json("documents", "remove", identifier)
        self.assertEqual((removed["success"], removed["document"]["id"]), (True, identifier))
        self.check_error(4, "documents", "show", identifier)
        self.assertEqual(self.run_ok("documents"), "")


class Exports(CommandTest):
    def test_the_whole_way(self):
        line = self.run_ok("export", "notes.md").rstrip("\n").split("\t")
        identifier = line[0]
        self.assertRegex(identifier, UUID)
        self.assertEqual(line[2:4], ["completed", "json"])
        self.assertEqual(self.run_ok("list").rstrip("\n").split("\t"), line)
        shown = self.workspace.json("show", identifier[:8], "--events")["export"]
        self.assertEqual(shown["attempt_details"][0]["outcome"], "completed")
        self.assertEqual(shown["events"][-1]["event"], "export_completed")
        self.assertIsNone(self.workspace.json("show", identifier)["export"]["events"])
        self.assertEqual(self.run_ok("download", identifier[:4]).strip(), "./notes.json")
        content = (self.workspace.folder / "notes.json").read_bytes()
        self.assertEqual(hashlib.sha256(content).hexdigest(), shown["sha256"])
        self.assertEqual(len(content), shown["file_size"])
        self.assertEqual(self.workspace.exports()[0]["download_count"], 1)
        events = [line.split("\t")[2] for line in self.run_ok("log", identifier).splitlines()]
        self.assertEqual(events, ["export_accepted", "export_started", "export_completed", "downloaded"])

    def test_each_format_to_a_file_of_its_own(self):
        for name in ("json", "jsonl", "csv", "xlsx", "xml", "md", "txt", "html", "pdf"):
            with self.subTest(format=name):
                target = f"out.{name}"
                self.run_ok("export", "table.csv", "--format", name, "--output", target)
                row = self.workspace.exports()[0]
                content = (self.workspace.folder / target).read_bytes()
                self.assertEqual(hashlib.sha256(content).hexdigest(), row["sha256"])
                self.assertEqual((row["format"], row["file_name"]), (name, f"table.{name}"))
        self.assertEqual((self.workspace.folder / "out.csv").read_bytes(), b"name,amount\r\nAnna,3\r\nBerta,4\r\n")
        self.check_error(2, "export", "table.csv", "--output", "out.json")
        self.run_ok("export", "table.csv", "--output", "out.json", "--force")

    def test_output_to_standard_output_is_the_file_alone(self):
        content = self.run_ok("export", "notes.md", "--output", "-", "--format", "json")
        self.assertIsInstance(json.loads(content), dict)
        identifier = self.workspace.exports()[0]["id"]
        self.assertEqual(self.run_ok("download", identifier, "--output", "-"), content)
        self.assertIn("--json", self.check_error(2, "download", identifier, "--output", "-", "--ids"))

    def test_name_description_and_expiry(self):
        export = self.workspace.json("export", "notes.md", "--name", "tax", "--description", "For the office",
                                     "--expires", "never")["export"]
        self.assertEqual((export["name"], export["description"], export["expires_at"]), ("tax", "For the office", None))
        edited = self.workspace.json("edit", export["id"], "--name", "tax-2025", "--expires", "2099-01-02")["export"]
        self.assertEqual((edited["name"], edited["expires_at"]), ("tax-2025", "2099-01-02T00:00:00Z"))
        self.assertEqual(self.workspace.json("edit", export["id"], "--expires", "never")["export"]["expires_at"], None)
        self.assertIn("export_edited", self.run_ok("log", export["id"]))
        self.check_error(4, "edit", "ffffffff", "--name", "x")

    def test_a_dry_run_changes_nothing(self):
        document = self.workspace.json("export", "notes.md", "--dry-run")
        self.assertTrue(document["success"])
        self.assertEqual(document["export"]["status"], "pending")
        self.assertEqual(self.workspace.exports(), [])
        self.assertEqual(self.run_ok("documents"), "")

    def test_all_and_standard_input(self):
        self.run_ok("add", "notes.md", "table.csv")
        self.assertEqual(len(self.run_ok("export", "--all", "--ids").splitlines()), 2)
        ids = self.run_ok("documents", "--ids")
        self.assertEqual(len(self.run_ok("export", "-", "--format", "md", "--ids", stdin=ids).splitlines()), 2)
        lines = self.run_ok("documents", "--jsonl")
        self.assertEqual(len(self.run_ok("export", "-", "--format", "txt", "--ids", stdin=lines).splitlines()), 2)

    def test_download_never_overwrites_and_takes_folders(self):
        identifier = self.run_ok("export", "notes.md", "--ids").strip()
        self.workspace.write("notes.json", "mine")
        self.assertIn("--force", self.check_error(2, "download", identifier))
        self.assertEqual((self.workspace.folder / "notes.json").read_text(), "mine")
        self.run_ok("download", identifier, "--force")
        (self.workspace.folder / "saved").mkdir()
        self.assertEqual(self.run_ok("download", identifier, "--output", "saved/").strip(), "saved/notes.json")
        self.check_error(2, "download", identifier, self.run_ok("export", "table.csv", "--ids").strip(), "--output", "one.json")

    def test_url_of_the_local_store(self):
        identifier = self.run_ok("export", "notes.md", "--ids").strip()
        url = self.run_ok("download", identifier, "--url").strip()
        self.assertTrue(url.startswith("file:///"))
        link = self.workspace.json("download", identifier, "--url")["link"]
        self.assertEqual((link["id"], link["url"], link["expires_at"]), (identifier, url, None))
        self.check_error(2, "download", identifier, "--expires", "1h")

    def test_delete_keeps_a_tombstone_and_purge_does_not(self):
        identifier = self.run_ok("export", "notes.md", "--ids").strip()
        self.assertEqual(self.run_ok("delete", identifier).split("\t")[2], "deleted")
        self.assertEqual(self.workspace.object_files(), [])
        row = self.workspace.exports()[0]
        self.assertEqual(row["status"], "deleted")
        self.assertIsNotNone(row["removed_at"])
        self.assertIn("deleted", self.check_error(5, "download", identifier))
        self.run_ok("delete", identifier, "--purge")
        self.assertEqual(self.workspace.exports(), [])
        self.assertIn("export_purged", self.run_ok("log"))

    def test_retry_of_a_failed_export(self):
        added = self.workspace.json("add", "notes.md")["document"]["id"]
        (self.workspace.folder / "notes.md").rename(self.workspace.folder / "moved.md")
        result = self.workspace.run("export", added, "--json")
        self.assertEqual(result.returncode, 4)
        document = json.loads(result.stdout)
        self.assertFalse(document["success"])
        self.assertEqual(document["export"]["status"], "failed")
        self.assertEqual(json.loads(result.stderr)["error"]["code"], 4)
        (self.workspace.folder / "moved.md").rename(self.workspace.folder / "notes.md")
        retried = self.workspace.json("retry", document["export"]["id"], "--force")["export"]
        self.assertEqual((retried["status"], retried["attempts"]), ("completed", 2))
        self.check_error(5, "retry", retried["id"])
        self.assertEqual(self.run_ok("retry", "--failed"), "")


class Rest(CommandTest):
    def test_version_and_help(self):
        self.assertRegex(self.run_ok("--version"), r"^docexport \d+\.\d+\.\d+\n$")
        self.assertTrue(self.run_ok("version").startswith(self.run_ok("--version")))
        self.assertEqual(self.run_ok("help"), self.run_ok("--help"))
        self.assertIn("SIGTERM", self.run_ok("help", "exit-codes"))
        self.assertEqual(self.workspace.data.exists(), False)

    def test_completion_prints_the_installed_scripts(self):
        self.assertIn("__complete bash", self.run_ok("completion", "bash"))
        self.check_error(2, "completion", "tcsh")

    def test_an_empty_environment(self):
        self.workspace.environment = {}
        result = self.workspace.run("list", "--db", self.workspace.folder / "exports.db")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_quiet_says_nothing_on_success(self):
        for arguments in (("add", "notes.md"), ("export", "notes.md"), ("prune",), ("retry", "--failed")):
            self.assertEqual(self.run_ok(*arguments, "--quiet"), "", arguments)
        identifier = self.workspace.exports()[0]["id"]
        for arguments in (("edit", identifier, "--name", "x"), ("download", identifier), ("delete", identifier)):
            self.assertEqual(self.run_ok(*arguments, "--quiet"), "", arguments)
        self.check_error(4, "show", "ffffffff", "--quiet")


if __name__ == "__main__":
    unittest.main(verbosity=2)
