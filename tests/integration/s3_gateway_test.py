"""A real gateway that runs full, hangs, dies in the middle of an upload; and real session tokens."""
import hashlib
import re
import signal
import subprocess
import threading
import time
import unittest

import recovery
from fault_scenes import SMALL
from gateway import BUCKET, Gateway
from odd_keys import check_keys
from store_probe import Probe
from workspace import PROGRAM, SANITIZED

LARGE_ROWS = 10_000 if SANITIZED else 40_000
POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:*","s3:*"],"Resource":["*"]}]}'


class GatewayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = cls.enterClassContext(Gateway())

    def setUp(self):
        self.workspace = self.gateway.workspace()
        self.addCleanup(self.workspace.close)

    def write_large(self):
        filler = "x" * 3000
        return self.workspace.write("large.csv", "id,text\n" + "".join(f"{row},{filler}\n" for row in range(LARGE_ROWS)))

    def begin(self, *arguments):
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.workspace.folder, text=True,
                                   env=self.workspace.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def wait_for_upload(self, process):
        deadline = time.monotonic() + 60
        while self.gateway.open_uploads() == 0:
            self.assertIsNone(process.poll(), "it was over before there was an upload")
            self.assertLess(time.monotonic(), deadline)

    def check_whole(self):
        """Everything is completed, comes back as it was, and no upload is open."""
        rows = self.workspace.exports()
        self.assertEqual({row["status"] for row in rows}, {"completed"})
        for number, row in enumerate(rows):
            target = self.workspace.folder / f"back-{number}"
            result = self.workspace.run("download", row["id"], "--output", target)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(hashlib.sha256(target.read_bytes()).hexdigest(), row["sha256"])
        self.assertEqual(self.workspace.run("prune").returncode, 0)
        self.assertEqual(self.gateway.open_uploads(), 0)
        recovery.check_catalog(self, self.workspace)
        recovery.check_nothing_runs(self, self.workspace)

    def get_session(self):
        self.gateway.admin("caps", "add", "--uid=docexport", "--caps=user-policy=*")
        self.gateway.act(Action="PutUserPolicy", UserName="docexport", PolicyName="all", PolicyDocument=POLICY)
        answer = self.gateway.act(Action="GetSessionToken", DurationSeconds=900)
        names = {"AWS_ACCESS_KEY_ID": "AccessKeyId", "AWS_SECRET_ACCESS_KEY": "SecretAccessKey",
                 "AWS_SESSION_TOKEN": "SessionToken"}
        return {variable: re.search(f"<{name}>([^<]+)</{name}>", answer)[1] for variable, name in names.items()}

    def test_a_real_session_token(self):
        self.workspace.environment |= self.get_session()
        self.workspace.json("export", self.workspace.write("small.csv", SMALL))
        self.workspace.json("export", self.write_large(), "--format", "csv")
        self.check_whole()
        row = self.workspace.exports()[-1]
        link = self.workspace.run("download", row["id"], "--url").stdout.strip()
        self.assertIn("X-Amz-Security-Token=", link)
        fetched = subprocess.run(["curl", "-sS", "--fail", link], stdout=subprocess.PIPE, check=True).stdout
        self.assertEqual(hashlib.sha256(fetched).hexdigest(), row["sha256"])
        for path in self.workspace.folder.rglob("*"):
            if path.is_file():
                self.assertNotIn(self.workspace.environment["AWS_SESSION_TOKEN"].encode(), path.read_bytes(), path)

    def test_a_session_without_its_token(self):
        self.workspace.environment |= {**self.get_session(), "AWS_SESSION_TOKEN": ""}
        result = self.workspace.run("export", self.workspace.write("small.csv", SMALL))
        self.assertEqual(result.returncode, 7, result.stderr)

    def test_a_full_quota(self):
        """It is said at once, what was stored stays, and a retry completes the rest."""
        self.gateway.admin("user", "create", "--uid=full", "--display-name=full", "--access-key=AKIDFULL",
                           "--secret-key=fullSecret")
        for action in (("set", "--max-objects=3"), ("enable",)):
            self.gateway.admin("quota", action[0], "--quota-scope=bucket", "--uid=full", *action[1:])
        mine = {"AWS_ACCESS_KEY_ID": "AKIDFULL", "AWS_SECRET_ACCESS_KEY": "fullSecret"}
        self.workspace.environment |= mine | {"DOCEXPORT_STORE": "s3://full-bucket/exports"}
        before, self.gateway.environment = self.gateway.environment, {**self.gateway.environment, **mine}
        self.gateway.s3("PUT", "/full-bucket")
        self.gateway.environment = before
        files = [self.workspace.write(f"{number}.csv", SMALL) for number in range(8)]
        for file in files[:3]:  # one by one: the gateway counts late
            self.workspace.json("export", file)
        began = time.monotonic()
        result = self.workspace.run("export", *files[3:], "--format", "csv")
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("QuotaExceeded", result.stderr)
        self.assertLess(time.monotonic() - began, 10)
        self.assertEqual([row["status"] for row in self.workspace.exports()].count("completed"), 3)
        self.gateway.admin("quota", "disable", "--quota-scope=bucket", "--uid=full")
        deadline = time.monotonic() + 60  # the gateway remembers quotas for a while
        while self.workspace.run("retry", "--failed", "--max-attempts", "99").returncode not in (0, 9):
            self.assertLess(time.monotonic(), deadline)
        self.assertEqual({row["status"] for row in self.workspace.exports()}, {"completed"})

    def test_a_suspended_user(self):
        self.gateway.admin("user", "create", "--uid=other", "--display-name=other", "--access-key=AKIDOTHER",
                           "--secret-key=otherSecret")
        self.gateway.admin("user", "suspend", "--uid=other")
        self.workspace.environment |= {"AWS_ACCESS_KEY_ID": "AKIDOTHER", "AWS_SECRET_ACCESS_KEY": "otherSecret"}
        result = self.workspace.run("export", self.workspace.write("small.csv", SMALL))
        self.assertEqual(result.returncode, 7, result.stderr)
        self.assertIn("UserSuspended", result.stderr)

    def test_storage_that_hangs_for_a_while(self):
        """The gateway accepts what its storage does not take yet."""
        process = self.begin("export", self.write_large(), "--format", "csv")
        self.wait_for_upload(process)
        self.gateway.signal("osd", signal.SIGSTOP)
        try:
            time.sleep(4)
        finally:
            self.gateway.signal("osd", signal.SIGCONT)
        _, errors = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 0, errors)
        self.check_whole()

    def test_a_gateway_killed_in_the_middle_of_an_upload(self):
        """Either the retries of the client bridge the gap, or the next `retry` goes on."""
        process = self.begin("export", self.write_large(), "--format", "csv")
        self.wait_for_upload(process)
        self.gateway.kill()
        back = threading.Timer(0.5, self.gateway.start_again)
        back.start()
        _, errors = process.communicate(timeout=120)
        back.join()
        if process.returncode != 0:
            self.assertEqual(process.returncode, 6, errors)
            retried = self.workspace.run("retry", "--failed")
            self.assertEqual(retried.returncode, 0, retried.stderr)
        self.check_whole()

    def test_we_are_killed_in_the_middle_of_an_upload(self):
        process = self.begin("export", self.write_large(), "--format", "csv")
        self.wait_for_upload(process)
        process.kill()
        process.communicate()
        retried = self.workspace.run("retry", "--failed")
        self.assertEqual(retried.returncode, 0, retried.stderr)
        self.check_whole()

    def test_odd_keys(self):
        check_keys(self, Probe(f"s3://{BUCKET}/odd", self.workspace))


if __name__ == "__main__":
    unittest.main(verbosity=2)
