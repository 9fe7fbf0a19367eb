"""Options that decide what an export file holds: they do what they say, and an export remembers them."""
import gzip
import json
import unittest

from workspace import Workspace

FIELDS = [{"name": "Total", "value": "12.50", "type": "currency", "confidence": 91.5},
          {"name": "Buyer", "value": "Ann", "confidence": 40}, {"name": "Note", "value": "paid"}]


class Options(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("notes.md", "# Notes\n\nOne.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n")

    def content(self, *arguments):
        result = self.workspace.run("export", *arguments, "--output", "-")
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def options(self):
        return json.loads(self.workspace.query("SELECT options FROM exports ORDER BY sequence DESC")[0][0])

    def field_names(self, *arguments):
        return [json.loads(line)["name"] for line in self.content("notes.md", "--format", "jsonl", "--view", "fields",
                                                                  *arguments).splitlines()]

    def test_fields_are_chosen_by_name_and_confidence(self):
        fields = self.workspace.write("fields.json", json.dumps(FIELDS))
        self.workspace.run("add", "notes.md", "--fields", fields)
        self.assertEqual(self.field_names(), ["Total", "Buyer", "Note"])
        self.assertEqual(self.field_names("--include-fields", "total,NOTE"), ["Total", "Note"])
        self.assertEqual(self.options()["include_fields"], ["total", "NOTE"])
        self.assertEqual(self.field_names("--min-confidence", "41.5"), ["Total", "Note"])
        self.assertEqual(self.options()["min_confidence"], 41.5)

    def test_all_of_them_are_remembered_and_shown(self):
        self.content("notes.md", "--pages", "7,1-3,2", "--sheet", "Mai", "--headers-footers", "keep", "--no-find-fields",
                     "--max-cells", "99", "--max-seconds", "7", "--max-memory", "1G")
        expected = {"view": "auto", "pages": "1-3,7", "sheet": "Mai", "headers_footers": "keep", "find_fields": False,
                    "limits": {"cells": 99, "cpu_seconds": 7, "wall_seconds": 7, "memory_bytes": 1 << 30}}
        self.assertEqual(self.options(), expected)
        identifier = self.workspace.exports()[0]["id"]
        self.assertEqual(self.workspace.json("show", identifier)["export"]["options"], expected)
        self.assertIn('"pages":"1-3,7"', self.workspace.run("show", identifier).stdout)

    def test_a_limit_is_named_and_a_retry_keeps_it(self):
        wide = self.workspace.write("wide.csv", "a,b\n" + "1,2\n" * 20000)
        result = self.workspace.run("export", wide, "--max-output", "1KiB")
        self.assertEqual(result.returncode, 1)
        self.assertIn("--max-output", result.stderr)
        row = self.workspace.exports()[0]
        self.assertEqual((row["status"], row["error_class"]), ("failed", "limit"))
        again = self.workspace.run("retry", row["id"], "--force")
        self.assertEqual(again.returncode, 1)
        self.assertIn("1.0 KiB", again.stderr)
        self.assertEqual(self.workspace.run("export", wide, "--max-output", "10M").returncode, 0)

    def test_a_compressed_file_says_so(self):
        export = self.workspace.json("export", "notes.md", "--gzip", "--output", f"{self.workspace.folder}/")["export"]
        self.assertEqual(export["file_name"], "notes.json.gz")
        document = json.loads(gzip.decompress((self.workspace.folder / "notes.json.gz").read_bytes()))
        self.assertEqual(document["schema"], "docexport/1")
        self.assertEqual(export["file_size"], (self.workspace.folder / "notes.json.gz").stat().st_size)
        self.assertEqual(self.workspace.json("export", "notes.md", "--zstd")["export"]["file_name"], "notes.json.zst")


if __name__ == "__main__":
    unittest.main(verbosity=2)
