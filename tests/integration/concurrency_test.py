"""Many processes at once on one catalog that none of them has made yet."""
import concurrent.futures
import unittest

import recovery
from workspace import SANITIZED, Workspace

PROCESSES = 8 if SANITIZED else 16
ROUNDS = 1 if SANITIZED else 3


class Concurrency(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)

    def run_together(self, commands):
        with concurrent.futures.ThreadPoolExecutor(len(commands)) as pool:
            return list(pool.map(lambda command: self.workspace.run(*command, timeout=300), commands))

    def check_successes(self, results):
        for result in results:
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertNotIn("database is locked", result.stderr)

    def test_exports_into_a_fresh_catalog(self):
        total = 0
        for number in range(ROUNDS):
            files = [self.workspace.write(f"{number}-{index}.md", f"# {number} {index}\n") for index in range(PROCESSES)]
            self.check_successes(self.run_together([("export", file) for file in files]))
            total += PROCESSES
        rows = self.workspace.exports()
        self.assertEqual([row["status"] for row in rows], ["completed"] * total)
        self.assertEqual(len(self.workspace.object_files()), total)
        recovery.check_all(self, self.workspace)

    def test_one_document_exported_by_all(self):
        file = self.workspace.write("same.md", "# Same\n")
        self.check_successes(self.run_together([("export", file)] * PROCESSES))
        self.assertEqual(len(self.workspace.json("documents", "list")["documents"]), 1)
        self.assertEqual(len(self.workspace.object_files()), PROCESSES)
        recovery.check_all(self, self.workspace)

    def test_one_failed_export_is_retried_by_one_only(self):
        self.workspace.data.mkdir(parents=True)
        self.workspace.objects.write_text("in the way")
        file = self.workspace.write("notes.md", "# Notes\n")
        self.assertNotEqual(self.workspace.run("export", file).returncode, 0)
        self.workspace.objects.unlink()
        identifier = self.workspace.exports()[0]["id"]
        results = self.run_together([("retry", identifier)] * PROCESSES)
        self.assertEqual([result.returncode for result in results].count(0), 1)
        self.assertEqual({result.returncode for result in results} - {0, 5}, set())
        self.assertEqual(len(self.workspace.object_files()), 1)
        recovery.check_all(self, self.workspace)

    def test_prunes_together_remove_each_export_once(self):
        files = [self.workspace.write(f"{index}.md", f"# {index}\n") for index in range(8)]
        self.assertEqual(self.workspace.run("export", *files, "--expires", "1s").returncode, 0)
        while {row["status"] for row in self.workspace.exports()} != {"expired"}:
            pass
        results = self.run_together([("prune",)] * PROCESSES)
        self.assertEqual({result.returncode for result in results} - {0, 3, 5}, set(), [r.stderr for r in results])
        self.assertEqual(self.workspace.run("prune").returncode, 0)
        self.assertEqual(self.workspace.object_files(), [])
        events = self.workspace.query("SELECT count(*) FROM events WHERE event = 'object_removed'")
        self.assertEqual(events, [(8,)])


if __name__ == "__main__":
    unittest.main(verbosity=2)
