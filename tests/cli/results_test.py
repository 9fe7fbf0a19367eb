"""The shapes of --json, --jsonl and --ids, and the exit codes of one and of several."""
import json
import unittest

from workspace import Workspace

EXPORT_KEYS = {
    "id", "name", "description", "status", "type", "format", "document_id", "file_name", "store", "endpoint", "object_key",
    "file_size", "sha256", "records_count", "stats", "options", "download_count", "last_downloaded_at", "attempts", "pinned",
    "error_class", "error_message", "owner", "created_at", "updated_at", "started_at", "completed_at", "expires_at",
    "removed_at",
}


class Results(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("notes.md", "# Notes\n")
        self.workspace.write("broken.pdf", b"%PDF-1.7\ngarbage\n%%EOF\n")

    def run_for(self, code, *arguments, **options):
        result = self.workspace.run(*arguments, **options)
        self.assertEqual(result.returncode, code, (arguments, result.stdout, result.stderr))
        return result

    def test_one_export(self):
        document = self.workspace.json("export", "notes.md", "--format", "json")
        self.assertIs(document["success"], True)
        self.assertEqual(set(document["export"]), EXPORT_KEYS)
        short = document["export"]["id"][:8]
        self.assertEqual(document["message"], 'Document "notes.md" exported successfully as JSON. '
                                              f"Download it with: docexport download {short}")
        self.assertEqual(document["failures"], [])

    def test_several_exports(self):
        result = self.run_for(3, "export", "notes.md", "broken.pdf", "missing.md", "--json")
        document = json.loads(result.stdout)
        self.assertIs(document["success"], False)
        self.assertEqual([row["status"] for row in document["exports"]], ["completed", "failed"])
        self.assertEqual(sorted(failure["code"] for failure in document["failures"]), [1, 4])
        errors = [json.loads(line)["error"] for line in result.stderr.splitlines()]
        self.assertEqual(sorted(error["kind"] for error in errors), ["input", "not_found"])

    def test_one_failure_is_one_json_object_and_success_is_false(self):
        result = self.run_for(1, "export", "broken.pdf", "--json")
        self.assertEqual(json.loads(result.stdout)["success"], False)
        self.assertEqual(json.loads(result.stdout)["export"]["status"], "failed")
        error = json.loads(result.stderr)["error"]
        self.assertEqual((error["code"], error["kind"]), (1, "input"))
        missing = self.run_for(4, "export", "missing.md", "--json")
        self.assertIsNone(json.loads(missing.stdout)["export"])

    def test_codes_of_several(self):
        self.run_for(0, "export", "notes.md", "notes.md")
        self.run_for(4, "export", "missing.md", "gone.md")
        self.run_for(1, "export", "missing.md", "broken.pdf")
        self.run_for(3, "show", self.workspace.exports()[0]["id"], "ffffffff")

    def test_lists(self):
        for _ in range(3):
            self.run_for(0, "export", "notes.md")
        page = self.workspace.json("list", "--limit", "2", "--page", "2")
        self.assertEqual(page["pagination"], {"page": 2, "limit": 2, "total": 3, "total_pages": 2, "has_next_page": False,
                                              "has_prev_page": True})
        self.assertEqual(set(page["exports"][0]), EXPORT_KEYS)
        lines = self.run_for(0, "list", "--jsonl").stdout.splitlines()
        self.assertEqual([set(json.loads(line)) for line in lines], [EXPORT_KEYS] * 3)
        ids = self.run_for(0, "list", "--ids").stdout.splitlines()
        self.assertEqual(ids, [json.loads(line)["id"] for line in lines])

    def test_prune_document(self):
        self.assertEqual(self.workspace.json("prune"), {
            "success": True, "plan": [], "message": "nothing to prune",
            "summary": {"planned": 0, "removed": 0, "failed": 0, "bytes": 0, "uploads": 0, "aborted": 0,
                        "dry_run": False}})

    def test_other_documents(self):
        identifier = self.workspace.json("export", "notes.md")["export"]["id"]
        download = self.workspace.json("download", identifier)["download"]
        self.assertEqual(set(download), {"id", "path", "bytes", "sha256", "verified", "skipped"})
        self.assertEqual(set(self.workspace.json("log")), {"events"})
        self.assertEqual(self.workspace.json("version")["schema"], 1)
        self.assertEqual(self.workspace.json("delete", identifier)["export"]["status"], "deleted")
        self.assertEqual(set(self.workspace.json("add", "notes.md")["document"]), {
            "id", "name", "media_type", "document_type", "size", "sha256", "source", "source_path", "fields", "owner",
            "added_at"})

    def test_warnings_are_in_the_document_and_on_the_error_stream(self):
        self.workspace.write("ragged.csv", "a,b\n1\n2,3,4\n")
        result = self.run_for(0, "export", "ragged.csv", "--json")
        warnings = json.loads(result.stdout)["warnings"]
        shown = [json.loads(line)["warning"]["message"] for line in result.stderr.splitlines()]
        self.assertEqual(shown, warnings)
        self.assertTrue(warnings and warnings[0].startswith("ragged.csv: "))
        text = self.run_for(0, "export", "ragged.csv")
        self.assertTrue(text.stderr.startswith("docexport: warning: ragged.csv: "))
        self.assertEqual(self.run_for(0, "export", "ragged.csv", "--quiet").stderr, "")


if __name__ == "__main__":
    unittest.main(verbosity=2)
