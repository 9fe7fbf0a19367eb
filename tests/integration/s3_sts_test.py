"""Credentials that end in the middle of a batch, on the strict server."""
import datetime
import json
import stat
import threading
import time
import unittest

from loopback import ACCOUNTS, Account, Loopback

DOCUMENTS = 24
SECOND = Account("ASIASECOND", "secondSecret/with+signs=", "secondToken//with+signs==")
PROCESS = """#!/bin/sh
# Prints the credentials of the moment, and notes that it was asked.
echo asked >> "$(dirname "$0")/asked"
cat "$(dirname "$0")/credentials.json"
[ ! -e "$(dirname "$0")/next.json" ] || mv "$(dirname "$0")/next.json" "$(dirname "$0")/credentials.json"
"""


class ExpiringCredentials(unittest.TestCase):
    def setUp(self):
        self.loopback = Loopback(account=ACCOUNTS[2])
        self.addCleanup(self.loopback.close)
        self.loopback.server.gate.accounts[SECOND.access_key] = SECOND
        self.files = [self.loopback.workspace.write(f"{number}.csv", f"a,b\n{number},2\n") for number in range(DOCUMENTS)]

    def expire(self, token):
        self.loopback.server.gate.expired_tokens = {token}

    def expire_after(self, puts, also=lambda: None):
        """Ends the first token once so many objects are there."""
        def watch():
            while len(self.loopback.objects) < puts and not self.loopback.server.closing.is_set():
                time.sleep(0.001)
            also()
            self.expire(ACCOUNTS[2].token)
        threading.Thread(target=watch, daemon=True).start()

    def use_process(self, lifetime=3600):
        """Credentials come from a program, as `credential_process` has it."""
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            del self.loopback.environment[name]
        program = self.loopback.workspace.write("give", PROCESS)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self.give(ACCOUNTS[2], lifetime)
        self.loopback.workspace.write("config", f"[default]\ncredential_process = {program}\n")

    def give(self, account, lifetime=3600, name="credentials.json"):
        end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=lifetime)
        self.loopback.workspace.write(name, json.dumps({
            "Version": 1, "AccessKeyId": account.access_key, "SecretAccessKey": account.secret,
            "SessionToken": account.token, "Expiration": end.strftime("%Y-%m-%dT%H:%M:%SZ")}))

    def give_second(self):
        self.give(SECOND)

    def test_new_ones_are_fetched_and_the_batch_goes_on(self):
        self.use_process()
        self.expire_after(DOCUMENTS // 3, also=self.give_second)
        result = self.loopback.run("export", *self.files, "--format", "csv")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(self.loopback.objects), DOCUMENTS)
        asked = (self.loopback.workspace.folder / "asked").read_text().splitlines()
        self.assertIn(len(asked), (2, 3))
        self.loopback.check(self)

    def test_an_upload_in_parts_goes_on_with_new_ones(self):
        self.use_process()
        self.loopback.workspace.write("config", (self.loopback.workspace.folder / "config").read_text() +
                                      "s3 =\n  multipart_threshold = 5MB\n  multipart_chunksize = 5MB\n")
        large = self.loopback.workspace.write("large.csv", "a,b\n" + f"{'x' * 1000},2\n" * 30_000)

        def watch():
            while not any(each["operation"] == "UploadPart" for each in list(self.loopback.server.log)):
                time.sleep(0.001)
            self.give_second()
            self.expire(ACCOUNTS[2].token)
        threading.Thread(target=watch, daemon=True).start()
        result = self.loopback.run("export", large, "--format", "csv")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.loopback.check(self)
        self.assertEqual(list(self.loopback.open_uploads), [])

    def test_those_of_the_environment_end_for_good(self):
        """What was done stays done, what was not says why, and a retry with others does the rest."""
        self.expire_after(DOCUMENTS // 3)
        result = self.loopback.run("export", *self.files, "--format", "csv")
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertIn("ExpiredToken", result.stderr)
        self.assertNotIn(ACCOUNTS[2].token, result.stderr)
        self.loopback.check(self)
        self.assertEqual({row for (row,) in self.loopback.rows("error_class", "status = 'failed'")}, {"access"})
        others = {"AWS_ACCESS_KEY_ID": SECOND.access_key, "AWS_SECRET_ACCESS_KEY": SECOND.secret,
                  "AWS_SESSION_TOKEN": SECOND.token}
        retried = self.loopback.run("retry", "--failed", environment=others)
        self.assertEqual(retried.returncode, 0, retried.stderr)
        self.assertEqual(self.loopback.rows("DISTINCT status"), [("completed",)])
        self.assertEqual(len(self.loopback.objects), DOCUMENTS)
        self.loopback.check(self)

    def test_a_download_goes_on_with_new_ones(self):
        self.use_process()
        row = self.loopback.export("one.csv", "a,b\n1,2\n")
        self.give(SECOND, name="next.json")
        self.loopback.play({"operation": "GetObject", "status": 400, "code": "ExpiredToken"})
        result = self.loopback.run("download", row["id"], "--output", "back.csv")
        self.assertEqual(result.returncode, 0, result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
