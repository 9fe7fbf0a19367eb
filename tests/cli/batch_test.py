"""Exports of several documents at once: order, failures, files, interruption and death in the middle."""
import json
import signal
import subprocess
import time
import unittest

from workspace import PROGRAM, SANITIZED, Workspace

DOCUMENTS = 40 if SANITIZED else 120


class Batch(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)

    def write_documents(self, count):
        return [self.workspace.write(f"d{number:03}.md", f"# Document {number}\n") for number in range(count)]

    def statuses(self):
        return dict(self.workspace.query("SELECT status, count(*) FROM exports GROUP BY status"))

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], env=self.workspace.environment, cwd=self.workspace.folder,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def wait_for(self, count):
        """Until so many are completed; whether the catalog is there at all is part of the waiting."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.workspace.database.exists():
                try:
                    if self.statuses().get("completed", 0) >= count:
                        return
                except Exception:  # the tables are being made
                    pass
            time.sleep(0.002)
        self.fail("the batch did not come this far")

    def test_results_come_in_the_order_of_the_documents(self):
        files = self.write_documents(DOCUMENTS)
        result = self.workspace.run("export", *files, "--jsonl")
        self.assertEqual(result.returncode, 0, result.stderr)
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual([row["file_name"] for row in rows], [file.stem + ".json" for file in files])
        self.assertEqual({row["status"] for row in rows}, {"completed"})
        self.assertEqual(len(self.workspace.object_files()), DOCUMENTS)
        events = dict(self.workspace.query("SELECT event, count(*) FROM events GROUP BY event"))
        for event in ("export_accepted", "export_started", "export_completed"):
            self.assertEqual(events[event], DOCUMENTS)

    def test_a_slow_document_is_told_before_those_that_overtook_it(self):
        slow = self.workspace.write("slow.md", "# Slow\n\n" + "One *word* and `another`.\n\n" * 40000)
        files = [slow, *self.write_documents(30)]
        for jobs in ("1", "2", "16"):
            result = self.workspace.run("export", *files, "--jsonl", "--jobs", jobs)
            self.assertEqual(result.returncode, 0, result.stderr)
            names = [json.loads(line)["file_name"] for line in result.stdout.splitlines()]
            self.assertEqual(names, [file.stem + ".json" for file in files])
        hashes = self.workspace.query("SELECT count(DISTINCT sha256) FROM exports GROUP BY document_id")
        self.assertEqual(set(hashes), {(1,)}, "the same document gives the same bytes in every helper")

    def test_a_failure_stops_no_other(self):
        files = self.write_documents(9)
        files.insert(4, self.workspace.write("broken.pdf", b"%PDF-1.7\ngarbage\n%%EOF\n"))
        document = json.loads(self.workspace.run("export", *files, "--json").stdout)
        self.assertEqual([row["status"] for row in document["exports"]], ["completed"] * 4 + ["failed"] + ["completed"] * 5)
        self.assertEqual([failure["kind"] for failure in document["failures"]], ["input"])

    def test_files_are_saved_in_a_folder(self):
        files = self.write_documents(20)
        result = self.workspace.run("export", *files, "--format", "md", "--output", "out/", "--jobs", "3")
        self.assertEqual(result.returncode, 4, "a folder that is missing is not made")
        (self.workspace.folder / "out").mkdir()
        result = self.workspace.run("export", *files, "--format", "md", "--output", "out/", "--jobs", "3")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(list((self.workspace.folder / "out").glob("*.md"))), 20)

    def test_a_retry_of_several(self):
        files = self.write_documents(12)
        self.workspace.data.mkdir(parents=True)
        self.workspace.objects.write_text("in the way")
        self.assertNotEqual(self.workspace.run("export", *files).returncode, 0)
        self.assertEqual(self.statuses(), {"failed": 12})
        self.workspace.objects.unlink()
        ids = [row["id"] for row in self.workspace.exports()]
        result = self.workspace.run("retry", *ids, ids[0], "--ids")
        self.assertEqual((result.returncode, result.stdout.split()), (0, ids), result.stderr)
        self.assertEqual(self.statuses(), {"completed": 12})
        self.assertEqual(len(self.workspace.object_files()), 12)
        self.assertEqual({row["attempts"] for row in self.workspace.exports()}, {2})

    def test_an_interruption_commits_the_rest_as_interrupted(self):
        files = self.write_documents(DOCUMENTS)
        process = self.start("export", *files)
        self.wait_for(3)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - begun, 10)
        self.assertEqual(process.returncode, 130, err)
        statuses = self.statuses()
        self.assertEqual(set(statuses), {"completed", "failed"})
        self.assertEqual(sum(statuses.values()), DOCUMENTS)
        # Whoever was told of it can rely on it, and everything that is done was told.
        self.assertEqual(len(out.splitlines()), statuses["completed"])
        self.assertEqual(self.workspace.query("SELECT DISTINCT error_class FROM exports WHERE status = 'failed'"),
                         [("interrupted",)])
        self.assertEqual(self.workspace.run("retry", "--failed").returncode, 0)
        self.assertEqual(self.statuses(), {"completed": DOCUMENTS})
        self.assertEqual(len(self.workspace.object_files()), DOCUMENTS)

    def test_death_in_the_middle_loses_nothing(self):
        files = self.write_documents(DOCUMENTS)
        process = self.start("export", *files)
        self.wait_for(10)
        process.kill()
        told = process.communicate()[0].splitlines()
        completed = {row["id"] for row in self.workspace.exports() if row["status"] == "completed"}
        self.assertLessEqual({line.split("\t")[0] for line in told if line.count("\t") == 8}, completed)
        self.assertEqual(self.workspace.run("retry", "--failed").returncode, 0)
        self.assertEqual(self.statuses(), {"completed": DOCUMENTS})
        self.assertEqual(len(self.workspace.object_files()), DOCUMENTS)
        self.assertEqual(self.workspace.temporary_files(), [])

    def test_descriptors_are_bounded(self):
        files = self.write_documents(DOCUMENTS)
        self.assertEqual(self.workspace.run("export", *files, "--output", f"{self.workspace.folder}/", "--format", "txt",
                                            before=("prlimit", "--nofile=64")).returncode, 0)

    def test_many_are_deleted_and_each_failure_is_told(self):
        self.workspace.run("export", *self.write_documents(8))
        away = self.workspace.folder / "away"
        self.workspace.run("export", "d000.md", "--store", away.as_uri())
        away.rename(self.workspace.folder / "unmounted")
        ids = [row["id"] for row in self.workspace.exports()]
        document = json.loads(self.workspace.run("delete", *ids, "--json").stdout)
        self.assertEqual([failure["id"] for failure in document["failures"]], ids[:1])
        self.assertEqual([row["id"] for row in document["exports"]], ids[1:])
        self.assertEqual(self.workspace.object_files(), [])
        self.assertEqual(self.workspace.query("SELECT count(*) FROM exports WHERE removed_at IS NULL"), [(1,)])
        (self.workspace.folder / "unmounted").rename(away)
        self.assertEqual(self.workspace.run("prune").returncode, 0)
        self.assertEqual(self.workspace.query("SELECT count(*) FROM exports WHERE removed_at IS NULL"), [(0,)])


class Storing(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("notes.md", "# Notes\n")

    def test_object_options_are_remembered(self):
        self.workspace.run("export", "notes.md", "--storage-class", "STANDARD_IA", "--tag", "a=1", "--tag", "b=2",
                           environment={"DOCEXPORT_CACHE_CONTROL": "no-store", "DOCEXPORT_STORAGE_CLASS": "GLACIER"})
        options = json.loads(self.workspace.query("SELECT options FROM exports")[0][0])
        self.assertEqual(options["object"], {"storage_class": "STANDARD_IA", "cache_control": "no-store",
                                             "tags": [["a", "1"], ["b", "2"]]})

    def test_options_that_make_no_sense(self):
        for arguments, word in ((("--tag", "novalue"), "novalue"), (("--sse-kms-key-id", "k"), "--sse-kms-key-id"),
                                (("--checksum", "crc"), "crc32"), (("--timeout", "5"), "--timeout"), (("--jobs", "0"), "0"),
                                (sum((("--tag", f"t{n}=x") for n in range(11)), ()), "11")):
            with self.subTest(arguments=arguments):
                result = self.workspace.run("export", "notes.md", *arguments)
                self.assertEqual(result.returncode, 2)
                self.assertIn(word, result.stderr)
        result = self.workspace.run("export", "notes.md", environment={"DOCEXPORT_CHECKSUM": "sum"})
        self.assertEqual(result.returncode, 2)
        self.assertIn("DOCEXPORT_CHECKSUM", result.stderr)

    def test_a_file_that_is_there_is_skipped_only_if_it_is_the_same(self):
        identifier = self.workspace.json("export", "notes.md")["export"]["id"]
        self.assertFalse(self.workspace.json("download", identifier, "--output", "a.json")["download"]["skipped"])
        again = self.workspace.json("download", identifier, "--output", "a.json", "--skip-existing")["download"]
        self.assertTrue(again["skipped"])
        self.assertEqual(self.workspace.exports()[0]["download_count"], 1)
        self.workspace.write("a.json", "mine")
        result = self.workspace.run("download", identifier, "--output", "a.json", "--skip-existing")
        self.assertEqual(result.returncode, 2)
        self.assertEqual((self.workspace.folder / "a.json").read_text(), "mine")


if __name__ == "__main__":
    unittest.main(verbosity=2)
