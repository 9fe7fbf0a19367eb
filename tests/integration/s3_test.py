"""The whole job against a real S3 server (Ceph RGW)."""
import hashlib
import os
import pathlib
import subprocess
import sys
import unittest
import uuid

from workspace import Workspace

SUPPORT = pathlib.Path(__file__).resolve().parent.parent / "support"
CONNECTION = pathlib.Path(os.environ["DOCEXPORT_RGW_CONNECTION"])
SECRET_NAMES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL")


def read_connection():
    shell = f'. "{CONNECTION}" && env'
    output = subprocess.run(["sh", "-c", shell], stdout=subprocess.PIPE, text=True, check=True).stdout
    found = dict(line.split("=", 1) for line in output.splitlines() if "=" in line)
    return {name: found[name] for name in SECRET_NAMES}


class RealServer(unittest.TestCase):
    def setUp(self):
        if not CONNECTION.exists():
            self.skipTest("no S3 server is running")
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.connection = read_connection()
        self.workspace.environment.update(self.connection)
        self.bucket = f"test-{uuid.uuid4()}"
        self.s3("PUT", f"/{self.bucket}")
        self.store = f"s3://{self.bucket}/exports"
        self.workspace.environment["DOCEXPORT_STORE"] = self.store
        self.notes = self.workspace.write("notes.md", "# Notes\n\nA paragraph.\n")

    def s3(self, method, path, *arguments):
        command = [sys.executable, SUPPORT / "s3_request.py", *arguments, method, path]
        return subprocess.run(command, env={**os.environ, **self.connection}, stdout=subprocess.PIPE, check=True).stdout

    def stored_keys(self):
        listing = self.s3("GET", f"/{self.bucket}?list-type=2").decode()
        return [part.split("</Key>")[0] for part in listing.split("<Key>")[1:]]

    def export(self, *arguments):
        return self.workspace.json("export", self.notes, *arguments)["export"]

    def check_error(self, result, code, *words):
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)
        self.assertNotIn(self.workspace.environment["AWS_SECRET_ACCESS_KEY"], result.stderr)

    def test_export_download_delete(self):
        for format_name in ("json", "csv", "md"):
            with self.subTest(format=format_name):
                row = self.export("--format", format_name)
                self.assertEqual(row["status"], "completed")
                self.assertTrue(row["object_etag"] if "object_etag" in row else True)
                target = self.workspace.folder / f"out.{format_name}"
                result = self.workspace.run("download", row["id"], "--output", target)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertEqual(hashlib.sha256(target.read_bytes()).hexdigest(), row["sha256"])
                self.assertIn(f"exports/{row['object_key']}", self.stored_keys())
                self.assertEqual(self.workspace.run("delete", row["id"]).returncode, 0)
        self.assertEqual(self.stored_keys(), [])

    def test_a_link_opens_without_credentials(self):
        row = self.export()
        link = self.workspace.run("download", row["id"], "--url").stdout.strip()
        fetched = subprocess.run(["curl", "-sS", "--fail", link], env={"PATH": os.environ["PATH"]}, stdout=subprocess.PIPE,
                                 check=True).stdout
        self.assertEqual(hashlib.sha256(fetched).hexdigest(), row["sha256"])
        for stored in self.workspace.data.glob("exports.db*"):
            self.assertNotIn(b"X-Amz-Signature", stored.read_bytes())

    def test_trouble_and_retry(self):
        wrong = {"AWS_SECRET_ACCESS_KEY": "wrongSecretForTheTest"}
        self.check_error(self.workspace.run("export", self.notes, environment=wrong), 7, "SignatureDoesNotMatch")
        missing = {"DOCEXPORT_STORE": f"s3://missing-{uuid.uuid4()}"}
        self.check_error(self.workspace.run("export", self.notes, environment=missing), 4, "missing-")
        self.assertEqual({row["status"] for row in self.workspace.exports()}, {"failed"})
        first = self.workspace.exports()[-1]["id"]
        retried = self.workspace.json("retry", first)["export"]
        self.assertEqual((retried["status"], retried["attempts"]), ("completed", 2))
        self.assertEqual(len(self.stored_keys()), 1)

    def test_an_object_that_was_changed_is_found(self):
        row = self.export()
        self.s3("PUT", f"/{self.bucket}/exports/{row['object_key']}", "--data", str(self.notes))
        result = self.workspace.run("download", row["id"], "--output", "changed.json")
        self.assertIn(result.returncode, (5, 10), result.stderr)
        self.assertFalse((self.workspace.folder / "changed.json").exists())

    def test_changing_the_setting_loses_no_old_export(self):
        row = self.export()
        local = {"DOCEXPORT_STORE": f"file://{self.workspace.folder}/elsewhere"}
        result = self.workspace.run("download", row["id"], "--output", "old.json", environment=local)
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_no_secret_is_written_anywhere(self):
        self.export()
        self.workspace.run("export", self.notes, "--verbose")
        secret = self.workspace.environment["AWS_SECRET_ACCESS_KEY"].encode()
        for path in self.workspace.home.rglob("*"):
            if path.is_file():
                self.assertNotIn(secret, path.read_bytes(), path)


if __name__ == "__main__":
    unittest.main(verbosity=2)
