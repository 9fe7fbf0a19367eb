"""Bad input and bad surroundings: one clear line, the right exit code, nothing lost."""
import os
import pathlib
import re
import shutil
import socket
import subprocess
import unittest

import recovery
from workspace import SANITIZED, Workspace


class Trouble(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.notes = self.workspace.write("notes.md", "# Notes\n\nText.\n")

    def check_error(self, result, code, *words):
        self.assertEqual(result.returncode, code, result.stderr)
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        self.assertTrue(lines[0].startswith("docexport: "), lines[0])
        self.assertNotRegex(lines[0], r"[\x00-\x1f\x7f]")
        for word in words:
            self.assertIn(word, lines[0])

    def test_documents_that_are_none(self):
        os.mkfifo(self.workspace.folder / "pipe")
        server = socket.socket(socket.AF_UNIX)
        self.addCleanup(server.close)
        server.bind(str(self.workspace.folder / "socket"))
        (self.workspace.folder / "folder").mkdir()
        for name, code in (("./pipe", 2), ("./folder", 2), ("./socket", 2), ("/dev/null", 2), ("./missing.md", 4)):
            with self.subTest(name=name):
                self.check_error(self.workspace.run("export", name), code, name.removeprefix("./"))
        self.assertEqual(self.workspace.exports(), [])

    def test_an_empty_pdf(self):
        self.check_error(self.workspace.run("add", self.workspace.write("empty.pdf", b"")), 1, "empty.pdf")

    def test_a_damaged_pdf_is_recorded_as_failed(self):
        result = self.workspace.run("export", self.workspace.write("broken.pdf", b"%PDF-1.7\ngarbage\n%%EOF\n"))
        self.check_error(result, 1, "broken.pdf")
        row = self.workspace.exports()[0]
        self.assertEqual((row["status"], row["error_class"]), ("failed", "input"))

    def test_an_unsupported_type_names_what_is_supported(self):
        archive = self.workspace.write("archive.7z", b"7z\xbc\xaf\x27\x1c" + bytes(64))
        self.check_error(self.workspace.run("add", archive), 1, "archive.7z", "Markdown", "PDF")

    def test_no_device_or_pipe_is_replaced(self):
        pipe = self.workspace.folder / "pipe"
        os.mkfifo(pipe)
        document = self.workspace.write("notes.md", "# Notes\n")
        for target in (pipe, "/dev/null"):
            result = self.workspace.run("export", document, "--output", target, "--force")
            self.check_error(result, 2, str(target), "--output -")
        self.assertTrue(pipe.is_fifo())
        self.assertTrue(pathlib.Path("/dev/null").is_char_device())

    def test_a_name_with_controls_is_escaped_everywhere(self):
        name = "evil\n\x1b[31mname\u202e.md"
        result = self.workspace.run("export", self.workspace.write(name, "# Hello\n"))
        self.assertEqual(result.returncode, 0, result.stderr)
        listed = self.workspace.run("list")
        for output in (result.stdout, result.stderr, listed.stdout):
            self.assertNotRegex(output, r"[\x00-\x08\x0b-\x1f\x7f\u202e]")
        self.assertEqual(len(listed.stdout.splitlines()), 1)
        downloaded = self.workspace.run("download", self.workspace.exports()[0]["id"], "--output", f"{self.workspace.home}/")
        self.assertEqual(downloaded.returncode, 0, downloaded.stderr)

    def test_a_document_that_changed_since_it_was_added(self):
        identifier = self.workspace.json("add", self.notes)["document"]["id"]
        self.notes.write_text("# Other\n")
        self.check_error(self.workspace.run("export", identifier), 10, "changed")
        self.notes.unlink()
        self.check_error(self.workspace.run("export", identifier), 4, "gone")
        self.assertEqual({row["status"] for row in self.workspace.exports()}, {"failed"})

    @unittest.skipIf(SANITIZED, "the sanitizers need what these limits take away")
    def test_a_file_without_permission(self):
        if os.geteuid() != 0 or not shutil.which("setpriv"):
            self.skipTest("needs root and setpriv")
        self.notes.chmod(0o600)
        os.chmod(self.workspace.folder, 0o755)
        other_home = self.workspace.folder / "nobody"
        other_home.mkdir()
        os.chown(other_home, 65534, 65534)
        result = self.workspace.run("export", self.notes, environment={"HOME": str(other_home)},
                                    before=("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"))
        self.check_error(result, 7, "notes.md", "Permission denied")

    def test_a_catalog_that_is_not_ours(self):
        text = self.workspace.write("text.db", "this is a text file and no database, long enough to have a header " * 30)
        self.check_error(self.workspace.run("list", "--db", text), 2, "text.db")
        foreign = self.workspace.folder / "foreign.db"
        subprocess.run(["sqlite3", foreign, "CREATE TABLE t(x); INSERT INTO t VALUES (1);"], check=True)
        before = foreign.read_bytes()
        self.check_error(self.workspace.run("export", self.notes, "--db", foreign), 2, "foreign.db")
        self.assertEqual(foreign.read_bytes(), before)
        self.check_error(self.workspace.run("list", "--db", self.workspace.folder), 2)

    def test_a_newer_catalog(self):
        self.workspace.run("export", self.notes)
        subprocess.run(["sqlite3", self.workspace.database, "PRAGMA user_version = 9999;"], check=True)
        self.check_error(self.workspace.run("list"), 2, "newer")

    def test_a_truncated_catalog(self):
        for _ in range(3):
            self.assertEqual(self.workspace.run("export", self.notes).returncode, 0)
        content = self.workspace.database.read_bytes()
        self.workspace.database.write_bytes(content[: len(content) // 2])
        objects = self.workspace.object_files()
        self.check_error(self.workspace.run("export", self.notes), 10, "exports.db")
        self.check_error(self.workspace.run("prune"), 10, "exports.db")
        self.assertEqual(self.workspace.object_files(), objects)

    def test_no_route_to_the_server(self):
        result = self.workspace.run("export", self.notes, "--store", "s3://bucket/exports", environment={
            "AWS_ACCESS_KEY_ID": "AKIDTEST", "AWS_SECRET_ACCESS_KEY": "canarysecret", "AWS_ENDPOINT_URL": "http://127.0.0.1:9"})
        self.check_error(result, 6, "127.0.0.1")
        row = self.workspace.exports()[0]
        self.assertEqual((row["status"], row["error_class"]), ("failed", "transient"))
        self.assertNotIn("canarysecret", result.stderr)

    def test_no_credentials(self):
        result = self.workspace.run("export", self.notes, "--store", "s3://bucket")
        self.check_error(result, 7, "AWS_ACCESS_KEY_ID")

    def test_a_store_that_makes_no_sense(self):
        for store in ("bucket", "ftp://host/x", "s3://", "file://relative", "s3://Upper_Case"):
            with self.subTest(store=store):
                self.check_error(self.workspace.run("export", self.notes, "--store", store), 2)


class FullDisk(unittest.TestCase):
    """A small filesystem of its own runs full; what was acknowledged stays, and a retry works once there is space."""

    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.small = self.workspace.folder / "small"
        self.small.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "docexport-test", self.small],
                                 stderr=subprocess.DEVNULL)
        if mounted.returncode != 0:
            self.skipTest("may not mount a tmpfs")
        self.addCleanup(subprocess.run, ["umount", "-l", str(self.small)])
        self.notes = self.workspace.write("notes.md", "# Notes\n\n" + "Some text to fill a file with.\n" * 2000)

    def fill(self, leave):
        filler = self.small / "filler"
        with open(filler, "wb") as file:
            status = os.statvfs(self.small)
            file.write(bytes(max(0, status.f_bavail * status.f_frsize - leave)))
        return filler

    def test_target_folder(self):
        store = f"file://{self.small}/objects"
        self.assertEqual(self.workspace.run("export", self.notes, "--store", store).returncode, 0)
        filler = self.fill(leave=8192)
        result = self.workspace.run("export", self.notes, "--store", store)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertRegex(result.stderr, r"^docexport: .*[Nn]o space left.*\n$")
        filler.unlink()
        self.assertEqual(self.workspace.run("retry", "--failed").returncode, 0)
        self.assertEqual([row["status"] for row in self.workspace.exports()], ["completed", "completed"])
        self.assertEqual(self.workspace.query("PRAGMA integrity_check"), [("ok",)])

    def test_target_of_a_download(self):
        table = self.workspace.write("table.csv", "id,text\n" + "".join(
            f"{number},{'some text ' * 10}\n" for number in range(90_000)))
        for document in (table, self.notes):
            self.assertEqual(self.workspace.run("export", document, "--format", "csv").returncode, 0)
        large, small = sorted(self.workspace.exports(), key=lambda row: -row["file_size"])
        self.assertGreater(large["file_size"], 9_000_000)
        filler = None
        for row in (large, small):
            with self.subTest(size=row["file_size"]):
                result = self.workspace.run("download", row["id"], "--output", self.small / "file.csv")
                self.assertEqual(result.returncode, 1, result.stderr)
                self.assertRegex(result.stderr, r"^docexport: cannot download export \w+: .*/small has no space left for its "
                                                r"[\d.]+ [KM]iB\. Make room there, or name another place with --output\n$")
                self.assertEqual([each.name for each in self.small.iterdir()], ["filler"] if filler else [])
                filler = filler or self.fill(leave=8192)
        filler.unlink()
        self.assertEqual(
            self.workspace.run("download", small["id"], "--output", self.small / "file.csv").returncode, 0)

    def test_data_folder(self):
        environment = {"XDG_DATA_HOME": str(self.small)}
        self.workspace.database = self.small / "docexport/exports.db"
        self.workspace.objects = self.small / "docexport/objects"
        self.assertEqual(self.workspace.run("export", self.notes, environment=environment).returncode, 0)
        for leave in (0, 4096, 16384, 49152):
            with self.subTest(leave=leave):
                filler = self.fill(leave)
                result = self.workspace.run("export", self.notes, environment=environment)
                self.assertNotEqual(result.returncode, 0)
                self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
                self.assertRegex(result.stderr, re.compile("space|full", re.IGNORECASE))
                filler.unlink()
                self.assertIn(self.workspace.run("retry", "--failed", "--max-attempts", "9", environment=environment).returncode, (0,))
                recovery.check_all(self, self.workspace)


if __name__ == "__main__":
    unittest.main(verbosity=2)
