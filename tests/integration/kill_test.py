"""kill -9 of docexport at system calls spread over its whole life; what the next command finds."""
import os
import re
import shutil
import signal
import subprocess
import unittest
import zipfile

import recovery
from workspace import SANITIZED, Workspace

MOMENTS = int(os.environ.get("DOCEXPORT_KILL_MOMENTS", "6" if SANITIZED else "24"))
# The system calls after which the disk looks different: each of them is a moment of its own.
LANDMARKS = ("pwrite64", "write", "fsync", "fdatasync", "linkat", "rename", "renameat2", "unlink", "ftruncate", "fcntl")


def tracer_works():
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], stderr=subprocess.DEVNULL).returncode == 0


# The leak check of a sanitized build traces the process itself, which the tracer does already.
TRACED = {"ASAN_OPTIONS": ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "detect_leaks=0"]))}


class Killing(unittest.TestCase):
    def setUp(self):
        if not tracer_works():
            if os.environ.get("CI") == "true":
                self.fail("strace is missing or may not trace: install strace")
            self.skipTest("strace is missing or may not trace")

    def new_workspace(self):
        workspace = Workspace()
        self.addCleanup(workspace.close)
        workspace.write("notes.md", "# Notes\n\nOne paragraph.\n")
        return workspace

    @staticmethod
    def complete(workspace, command):
        """The command with the only export's id in the place of ID."""
        return [workspace.exports()[0]["id"] if each == "ID" else each for each in command]

    def list_calls(self, prepare, command):
        """The names of the system calls that the command makes, in order."""
        workspace = self.new_workspace()
        prepare(workspace)
        trace = workspace.folder / "trace"
        result = workspace.run(*self.complete(workspace, command), before=("strace", "-o", trace), environment=TRACED)
        self.assertEqual(result.returncode, 0, result.stderr)
        return re.findall(r"^([a-z0-9_]+)\(", trace.read_text(), flags=re.MULTILINE)

    def moments(self, names):
        """Evenly spread numbers of calls, and the landmarks of the second half, where the work is."""
        step = max(1, len(names) // MOMENTS)
        spread = set(range(1, len(names) + 1, step))
        landmarks = [number for number, name in enumerate(names, 1) if name in LANDMARKS]
        keep = max(1, len(landmarks) // MOMENTS)
        return sorted(spread | set(landmarks[::keep]))

    def kill_at(self, workspace, names, number, command):
        """Kills at the call with this number in the trace. The tracer counts each kind of call by itself."""
        name = names[number - 1]
        occurrence = names[:number].count(name)
        inject = f"inject={name}:signal=SIGKILL:when={occurrence}"
        result = workspace.run(*self.complete(workspace, command), before=("strace", "-o", "/dev/null", "-e", inject),
                               environment=TRACED)
        return result.returncode

    def each_moment(self, prepare, command):
        killed = 0
        names = self.list_calls(prepare, command)
        for number in self.moments(names):
            with self.subTest(call=number):
                workspace = self.new_workspace()
                prepare(workspace)
                killed += self.kill_at(workspace, names, number, command) in (-signal.SIGKILL, 128 + signal.SIGKILL)
                yield workspace
        self.assertGreaterEqual(killed, MOMENTS, "too few of the runs were really killed")

    def check_recovery(self, workspace):
        """After a kill the job is in the table or never was; a retry completes it; nothing is there twice."""
        rows = workspace.exports()
        self.assertLessEqual(len(rows), 1)
        self.assertIn([row["status"] for row in rows], ([], ["failed"], ["completed"]))
        if rows and rows[0]["status"] == "failed":
            self.assertEqual(rows[0]["error_class"], "interrupted")
            retried = workspace.run("retry", "--failed")
            self.assertEqual(retried.returncode, 0, retried.stderr)
        if rows:
            recovery.check_all(self, workspace)
            recovery.check_no_strays(self, workspace)
            self.assertEqual(len(workspace.object_files()), 1)
            self.assertEqual(workspace.temporary_files(), [])

    def test_export(self):
        for workspace in self.each_moment(lambda workspace: None, ("export", "notes.md")):
            self.check_recovery(workspace)

    def test_bundle(self):
        """The thread that is killed at its calls is the one that writes the catalog and the zip."""
        def prepare(workspace):
            workspace.write("more.csv", "a,b\n1,2\n")
            workspace.run("add", "notes.md", "more.csv")

        for workspace in self.each_moment(prepare, ("export", "--all", "--bundle")):
            self.check_recovery(workspace)
            for row in workspace.exports():
                with zipfile.ZipFile(workspace.object_files()[0]) as archive:
                    self.assertEqual(archive.namelist(), ["notes.json", "more.json", "manifest.json"])
                self.assertEqual(row["records_count"], 2)

    def test_retry(self):
        """A retry that is killed can be retried, and leaves one object."""
        def prepare(workspace):
            # A store that is no folder makes the first attempt fail for a reason that goes away.
            workspace.data.mkdir(parents=True)
            workspace.objects.write_text("in the way")
            workspace.run("export", "notes.md")
            workspace.objects.unlink()
            self.assertEqual(workspace.exports()[0]["status"], "failed")

        for workspace in self.each_moment(prepare, ("retry", "--failed")):
            if workspace.exports()[0]["status"] == "failed":
                retried = workspace.run("retry", "--failed")
                self.assertEqual(retried.returncode, 0, retried.stderr)
            self.assertEqual([row["status"] for row in workspace.exports()], ["completed"])
            recovery.check_all(self, workspace)
            recovery.check_no_strays(self, workspace)

    def test_prune(self):
        """A prune that is killed is ended by the next one: the tombstone stays, the object goes."""
        def prepare(workspace):
            exported = workspace.run("export", "notes.md", "--expires", "1s")
            self.assertEqual(exported.returncode, 0, exported.stderr)
            while workspace.exports()[0]["status"] != "expired":
                pass

        for workspace in self.each_moment(prepare, ("prune",)):
            pruned = workspace.run("prune")
            self.assertEqual(pruned.returncode, 0, pruned.stderr)
            recovery.check_all(self, workspace)
            self.assertEqual(workspace.object_files(), [])
            self.assertEqual(len(workspace.query("SELECT id FROM exports WHERE status = 'expired' AND removed_at > 0")), 1)

    def test_download(self):
        """A download that is killed leaves the file whole or not at all under its name."""
        def prepare(workspace):
            workspace.run("export", "notes.md")

        for workspace in self.each_moment(prepare, ("download", "ID", "--output", "out.json")):
            target = workspace.folder / "out.json"
            if target.exists():
                row = workspace.exports()[0]
                self.assertEqual(target.stat().st_size, row["file_size"])
            recovery.check_all(self, workspace)


if __name__ == "__main__":
    unittest.main(verbosity=2)
