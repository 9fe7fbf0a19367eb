"""Expiry with a faked clock: list, download and prune agree, and the tombstone tells the story."""
import glob
import unittest

from workspace import SANITIZED, Workspace

LIBRARIES = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")


@unittest.skipIf(SANITIZED, "two preloaded run-times do not go together")
@unittest.skipUnless(LIBRARIES, "libfaketime is not installed")
class Expiry(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.identifier = self.workspace.json("export", self.workspace.write("notes.md", "# Notes\n"))["export"]["id"]

    def later(self, days):
        return {"LD_PRELOAD": LIBRARIES[0], "FAKETIME": f"+{days}d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def test_thirty_days(self):
        self.assertEqual(self.workspace.exports(environment=self.later(29))[0]["status"], "completed")
        self.assertEqual(self.workspace.run("prune", environment=self.later(29)).returncode, 0)
        self.assertEqual(len(self.workspace.object_files()), 1)

        late = self.later(31)
        self.assertEqual(self.workspace.exports(environment=late)[0]["status"], "expired")
        refused = self.workspace.run("download", self.identifier, environment=late)
        self.assertEqual(refused.returncode, 5)
        self.assertIn("expired", refused.stderr)

        plan = self.workspace.json("prune", "--dry-run", environment=late)
        self.assertEqual([item["id"] for item in plan["plan"]], [self.identifier])
        self.assertEqual(len(self.workspace.object_files()), 1)
        pruned = self.workspace.run("prune", "--quiet", environment=late)
        self.assertEqual((pruned.returncode, pruned.stdout, pruned.stderr), (0, "", ""))
        self.assertEqual(self.workspace.object_files(), [])

        row = self.workspace.json("show", self.identifier)["export"]
        self.assertEqual(row["status"], "expired")
        self.assertIsNotNone(row["removed_at"])
        events = [event for (event,) in self.workspace.query("SELECT event FROM events ORDER BY id")]
        self.assertEqual(events[-2:], ["export_expired", "object_removed"])

    def test_never(self):
        self.assertEqual(self.workspace.run("edit", self.identifier, "--expires", "never").returncode, 0)
        self.assertEqual(self.workspace.run("prune", environment=self.later(4000)).returncode, 0)
        self.assertEqual(len(self.workspace.object_files()), 1)

    def test_a_plan_above_the_limit_deletes_nothing(self):
        refused = self.workspace.run("prune", "--max-delete", "0", environment=self.later(31))
        self.assertEqual(refused.returncode, 2, refused.stderr)
        self.assertEqual(len(self.workspace.object_files()), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
