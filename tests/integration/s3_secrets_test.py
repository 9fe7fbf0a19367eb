"""Secrets, session tokens, signatures and presigned links appear nowhere but where they have to.

Everything that can fail is made to fail, as talkative as it can be; then all that was written is searched.
"""
import base64
import pathlib
import re
import signal
import subprocess
import time
import unittest
import urllib.parse

from fault_scenes import LARGE, SMALL
from loopback import Account, Loopback
from workspace import PROGRAM

CANARY = Account("ASIACANARY", "CanarySecret/+with=odd&signs", "CanaryToken//+with=odd&signs==")
FAULTS = (
    {"status": 403, "code": "AccessDenied"}, {"status": 403, "code": "SignatureDoesNotMatch"},
    {"status": 403, "code": "InvalidAccessKeyId"}, {"status": 400, "code": "ExpiredToken"},
    {"status": 400, "code": "AuthorizationHeaderMalformed"}, {"status": 500, "code": "InternalError"},
    {"status": 301, "code": "PermanentRedirect", "headers": {"location": "http://127.0.0.1:1/?X-Amz-Signature=x"}},
    {"reset": "before"}, {"reset": "after_body"}, {"truncate": 5}, {"pad_headers": 5000},
    {"status": 200, "body": "<html>", "headers": {"etag": None}},
)
# What a server that means ill would like to see in a log: it sends back what it was sent.
ECHO = "<Error><Code>SignatureDoesNotMatch</Code><Message>{0}</Message><StringToSign>{0}</StringToSign></Error>"
SIGNATURE = re.compile(rb"(Signature=|X-Amz-Signature=|X-Amz-Credential=)[0-9a-zA-Z]", re.IGNORECASE)


def forms_of(secret):
    """The secret as it may be spelled."""
    return {secret, urllib.parse.quote(secret, safe=""), urllib.parse.quote(secret),
            base64.b64encode(secret.encode()).decode()}


FORBIDDEN = [form.encode() for secret in (CANARY.secret, CANARY.token) for form in forms_of(secret)]


class Secrets(unittest.TestCase):
    def setUp(self):
        self.loopback = Loopback(account=CANARY)
        self.addCleanup(self.loopback.close)
        self.loopback.server.gate.accounts[CANARY.access_key] = CANARY
        self.workspace = self.loopback.workspace
        self.environment = {"AWS_MAX_ATTEMPTS": "2", "TMPDIR": str(self.workspace.folder)}

    def check_text(self, text, where):
        data = text if isinstance(text, bytes) else text.encode(errors="surrogateescape")
        for secret in FORBIDDEN:
            self.assertNotIn(secret, data, where)
        self.assertIsNone(SIGNATURE.search(data), where)

    def check_files(self):
        """Catalog, journal, lock and temporary files, and whatever else there may be."""
        for path in self.workspace.folder.rglob("*"):
            if path.is_file():
                self.check_text(path.read_bytes(), path)

    def run_and_check(self, *arguments):
        for flags in (("--verbose",), ("--verbose", "--json")):
            result = self.loopback.run(*arguments, *flags, environment=self.environment)
            self.check_text(result.stdout + result.stderr, (arguments, flags))
        return result

    def test_everything_that_fails(self):
        row = self.loopback.export("first.csv", SMALL)
        large = self.workspace.write("large.csv", LARGE)
        for fault in FAULTS:
            with self.subTest(fault=fault):
                self.loopback.play({**fault, "times": -1})
                self.run_and_check("export", "first.csv", large, "--format", "csv")
                self.run_and_check("download", row["id"], "--output", "out.csv")
        self.loopback.play({"status": 503, "code": "SlowDown", "times": -1})
        self.run_and_check("retry", self.loopback.ids()[-1])
        self.run_and_check("delete", *self.loopback.ids()[:2], "--yes")
        self.run_and_check("prune")
        for command in (("list",), ("show", row["id"]), ("log",)):
            self.run_and_check(*command)
        self.check_files()

    def test_a_server_that_sends_back_what_it_was_sent(self):
        row = self.loopback.export("first.csv", SMALL)
        for secret in (CANARY.secret, CANARY.token):
            body = ECHO.format(secret.replace("&", "&amp;"))
            self.loopback.play({"status": 403, "body": body, "times": -1})
            self.run_and_check("export", "first.csv", "--format", "csv")
            self.run_and_check("download", row["id"], "--output", "out.csv")
        self.check_files()

    def test_credentials_that_are_wrong(self):
        for name, value in (("AWS_SECRET_ACCESS_KEY", "x" + CANARY.secret), ("AWS_SESSION_TOKEN", CANARY.token + "x"),
                            ("AWS_ACCESS_KEY_ID", "ASIANOBODY")):
            with self.subTest(name=name):
                self.workspace.write("first.csv", SMALL)
                self.environment[name] = value
                self.run_and_check("export", "first.csv", "--format", "csv")
                self.environment.pop(name)
        self.check_files()

    def test_a_link_is_printed_and_kept_nowhere(self):
        row = self.loopback.export("first.csv", SMALL)
        result = self.loopback.run("download", row["id"], "--url", "--verbose")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("X-Amz-Signature=", result.stdout)
        self.check_text(result.stderr, "stderr")
        self.assertNotIn(CANARY.secret, result.stdout)
        signature = re.search("X-Amz-Signature=([0-9a-f]+)", result.stdout)[1].encode()
        for path in self.workspace.folder.rglob("*"):
            if path.is_file():
                self.assertNotIn(signature, path.read_bytes(), path)
        self.check_files()

    def test_while_it_runs(self):
        """Command line, files and limits of a process that waits for its server."""
        self.loopback.play({"operation": "PutObject", "hang": "after_body", "times": -1})
        # Of several documents: after a single one the helper has ended already.
        for name in ("first.csv", "second.csv"):
            self.workspace.write(name, SMALL)
        process = subprocess.Popen([PROGRAM, "export", "first.csv", "second.csv", "--format", "csv"],
                                   cwd=self.workspace.folder, env={**self.loopback.environment, **self.environment},
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        while not any(each["operation"] == "PutObject" for each in list(self.loopback.server.log)):
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        self.check_files()
        folder = pathlib.Path("/proc", str(process.pid))
        self.check_text((folder / "cmdline").read_bytes(), "the command line")
        limits = (folder / "limits").read_text()
        self.assertRegex(limits, r"Max core file size +0 +0 ")
        children = (folder / "task" / str(process.pid) / "children").read_text().split()
        self.assertEqual(len(children), 1)
        for child in children:
            for name in ("cmdline", "environ"):
                self.check_text(pathlib.Path("/proc", child, name).read_bytes(), f"{name} of a child")

    def test_a_crash_leaves_no_core_file(self):
        self.loopback.play({"operation": "PutObject", "hang": "after_body", "times": -1})
        self.workspace.write("first.csv", SMALL)
        process = subprocess.Popen(["sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "sh", PROGRAM, "export",
                                    "first.csv"], cwd=self.workspace.folder, env=self.loopback.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not any(each["operation"] == "PutObject" for each in list(self.loopback.server.log)):
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        process.send_signal(signal.SIGABRT)
        process.wait()
        self.assertEqual(list(self.workspace.folder.glob("core*")), [])
        self.check_files()


if __name__ == "__main__":
    unittest.main(verbosity=2)
