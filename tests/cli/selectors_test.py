"""Choosing exports: the same selectors on each command, and the guards of deletions."""
import json
import unittest

from workspace import Workspace


class Selectors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.workspace = Workspace()
        cls.addClassCleanup(cls.workspace.close)
        cls.workspace.write("notes.md", "# Notes\n")
        cls.workspace.write("broken.pdf", b"%PDF-1.7\ngarbage\n%%EOF\n")
        cls.document = cls.workspace.json("add", "notes.md", "--id", "notes")["document"]["id"]
        cls.json_id = cls.workspace.json("export", "notes", "--name", "tax-2024")["export"]["id"]
        cls.csv_id = cls.workspace.json("export", "notes", "--name", "tax-2025", "--format", "csv")["export"]["id"]
        failed = cls.workspace.run("export", "broken.pdf", "--name", "other", "--json")
        cls.failed_id = json.loads(failed.stdout)["export"]["id"]

    def ids(self, *arguments, stdin=None):
        options = {} if stdin is None else {"stdin": stdin}
        result = self.workspace.run("list", *arguments, "--ids", **options)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout.split()

    def test_each_selector(self):
        everything = [self.failed_id, self.csv_id, self.json_id]
        for arguments, expected in (
                ((), everything),
                (("--status", "failed"), [self.failed_id]),
                (("--status", "failed,completed"), everything),
                (("--format", "csv"), [self.csv_id]),
                (("--document", "notes"), [self.csv_id, self.json_id]),
                (("--type", "bulk_export"), []),
                (("--name", "tax-*"), [self.csv_id, self.json_id]),
                (("--since", "1h"), everything),
                (("--until", "1h"), []),
                (("--older-than", "1d"), []),
                (("--since", "2020-01-01", "--until", "2020-02-01"), []),
                (("--name", "tax-*", "--format", "json"), [self.json_id]),
                (("--sort", "created"), everything[::-1]),
                (("--sort", "-name", "--status", "completed"), [self.csv_id, self.json_id]),
                ((self.csv_id[:8],), [self.csv_id]),
        ):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.ids(*arguments), expected)

    def test_ids_on_standard_input_in_each_form(self):
        for form in ("--ids", "--jsonl", "--color=never"):
            lines = self.workspace.run("list", "--name", "tax-*", form).stdout
            self.assertEqual(self.ids("-", stdin=lines), [self.csv_id, self.json_id], form)

    def test_download_by_selector(self):
        result = self.workspace.run("download", "--name", "tax-*", "--output", f"{self.workspace.home}/", "--ids")
        self.assertEqual(sorted(result.stdout.split()), sorted([self.csv_id, self.json_id]), result.stderr)

    def test_retry_by_selector_leaves_out_what_is_hopeless(self):
        self.assertEqual(self.workspace.json("retry", "--failed")["exports"], [])
        self.assertEqual(self.workspace.run("retry", self.failed_id).returncode, 5)

    def test_fail_empty(self):
        self.assertEqual(self.workspace.run("list", "--name", "x*", "--fail-empty").returncode, 9)
        self.assertEqual(self.workspace.run("retry", "--name", "x*", "--fail-empty").returncode, 9)


class Deletions(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("notes.md", "# Notes\n")
        self.first = self.workspace.json("export", "notes.md", "--name", "a")["export"]["id"]
        self.second = self.workspace.json("export", "notes.md", "--name", "b")["export"]["id"]

    def statuses(self):
        return {row["name"]: row["status"] for row in self.workspace.exports()}

    def test_a_selector_needs_yes_where_nobody_can_be_asked(self):
        refused = self.workspace.run("delete", "--name", "a")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("--yes", refused.stderr)
        self.assertEqual(self.statuses(), {"a": "completed", "b": "completed"})
        self.assertEqual(self.workspace.run("delete", "--name", "a", "--yes").returncode, 0)
        self.assertEqual(self.statuses(), {"a": "deleted", "b": "completed"})

    def test_a_short_prefix_is_refused_where_nobody_can_be_asked(self):
        self.assertEqual(self.workspace.run("delete", self.first[:6]).returncode, 4)
        self.assertEqual(self.statuses()["a"], "completed")
        self.assertEqual(self.workspace.run("delete", self.first[:8]).returncode, 0)

    def test_an_unknown_id_does_not_stop_the_others(self):
        result = self.workspace.run("delete", "ffffffff", self.second)
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertEqual(self.statuses(), {"a": "completed", "b": "deleted"})

    def test_selectors_leave_tombstones_alone_unless_they_purge(self):
        self.workspace.run("delete", self.first)
        deleted = self.workspace.json("delete", "--older-than", "0s", "--yes")["exports"]
        self.assertEqual([row["id"] for row in deleted], [self.second])
        purged = self.workspace.json("delete", "--older-than", "0s", "--yes", "--purge")["exports"]
        self.assertEqual(len(purged), 2)
        self.assertEqual(self.workspace.exports(), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
