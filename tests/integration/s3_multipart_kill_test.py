"""kill -9 in the middle of a large upload, again and again: what has arrived is never sent twice, nothing stays open."""
import collections
import hashlib
import os
import signal
import subprocess
import time
import unittest

from loopback import Loopback
from workspace import PROGRAM, SANITIZED

MOMENTS = int(os.environ.get("DOCEXPORT_KILL_MOMENTS", "5" if SANITIZED else "30"))
SIZE = (200 << 20) if not SANITIZED else (120 << 20)
PART = 8 << 20  # the default
SIDE_BY_SIDE = 10  # requests at once, by default
CONFIGURATION = "[default]\n"


def write_large_document(path):
    """A CSV of long rows, which is quick to read."""
    rows, filler = SIZE // 3014, "x" * 3000
    with open(path, "w", encoding="ascii") as file:
        file.write("id,text,number\n")
        for row in range(rows):
            file.write(f"{row},{filler},{row * 7919 % 104729}\n")


def parts_taken(log):
    """Upload and part number of each part that the server took, in order."""
    return [(each["query"]["uploadId"], each["query"]["partNumber"]) for each in log
            if each["operation"] == "UploadPart" and each.get("status") == 200]


class MultipartKill(unittest.TestCase):
    def setUp(self):
        self.loopback = Loopback(configuration=CONFIGURATION)
        self.addCleanup(self.loopback.close)
        self.document = self.loopback.workspace.folder / "large.csv"
        write_large_document(self.document)

    def count_taken(self):
        """One for the upload, one for each part that is there, and one once Complete is asked for."""
        log = list(self.loopback.server.log)
        others = {each["operation"] for each in log} & {"CreateMultipartUpload", "CompleteMultipartUpload"}
        return len(others) + len(set(parts_taken(log)))

    def kill_during(self, command, moment):
        """Ends the command once so much has arrived in all. Whether it had to be killed."""
        process = subprocess.Popen([PROGRAM, *map(str, command)], cwd=self.loopback.workspace.folder,
                                   env=self.loopback.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 120
        while process.poll() is None and self.count_taken() < moment:
            self.assertLess(time.monotonic(), deadline, "the upload does not go on")
            time.sleep(0.002)
        process.kill()
        return process.wait() == -signal.SIGKILL

    def check_nothing_was_sent_twice(self):
        counts = collections.Counter(parts_taken(self.loopback.server.log))
        self.assertEqual([part for part, count in counts.items() if count > 1], [])

    def test_one_export_killed_again_and_again(self):
        """The upload begun first is the one that is completed."""
        steps = -(-SIZE // PART) + 2
        killed = 0
        for number in range(MOMENTS):
            moment = 1 + number * (steps - 1) // (MOMENTS - 1)
            again = ("retry", "--failed", "--max-attempts", "99")
            command = again if number else ("export", self.document, "--format", "csv")
            killed += self.kill_during(command, moment)
            if self.loopback.objects:
                break  # it was too late to stop this one
            with self.subTest(moment=moment):
                self.assertLessEqual(len(self.loopback.open_uploads), 1)
        self.assertGreaterEqual(killed, MOMENTS - 2, "too few of the runs were really killed")
        self.check_end()
        uploads = {upload for upload, _ in parts_taken(self.loopback.server.log)}
        self.assertEqual(len(uploads), 1, "an upload was begun anew although the first one was open")

    def check_end(self):
        if not self.loopback.workspace.exports() or self.loopback.rows("status") != [("completed",)]:
            retried = self.loopback.run("retry", "--failed", "--max-attempts", "99", timeout=300)
            self.assertEqual(retried.returncode, 0, retried.stderr)
        self.assertEqual(self.loopback.rows("status"), [("completed",)])
        self.check_nothing_was_sent_twice()
        pruned = self.loopback.run("prune")
        self.assertEqual(pruned.returncode, 0, pruned.stderr)
        self.assertEqual(list(self.loopback.open_uploads), [])
        target = self.loopback.workspace.folder / "back.csv"
        result = self.loopback.run("download", *self.loopback.ids(), "--output", target)
        self.assertEqual(result.returncode, 0, result.stderr)
        with open(target, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.assertEqual(self.loopback.rows("sha256"), [(digest,)])
        self.loopback.check(self)

    def test_an_upload_that_the_server_forgot_is_begun_anew(self):
        self.assertTrue(self.kill_during(("export", self.document, "--format", "csv"), 5))
        with self.loopback.server.service.lock:
            self.loopback.open_uploads.clear()
        self.check_end()

    def test_an_export_that_is_deleted_leaves_no_upload(self):
        self.assertTrue(self.kill_during(("export", self.document, "--format", "csv"), 5))
        self.assertEqual(len(self.loopback.open_uploads), 1)
        self.loopback.run("delete", *self.loopback.ids(), "--yes")
        pruned = self.loopback.run("prune")
        self.assertEqual(pruned.returncode, 0, pruned.stderr)
        self.assertEqual(list(self.loopback.open_uploads), [], "a deleted export left its upload open")

    def count_gets(self):
        return sum(each["operation"] == "GetObject" for each in list(self.loopback.server.log))

    def test_a_download_goes_on(self):
        """Ranges that are in the .part file already are not fetched again."""
        self.assertEqual(self.loopback.run("export", self.document, "--format", "csv", timeout=300).returncode, 0)
        self.loopback.take_log()
        target = self.loopback.workspace.folder / "back.csv"
        command = [PROGRAM, "download", *self.loopback.ids(), "--output", str(target)]
        process = subprocess.Popen(command, cwd=self.loopback.workspace.folder, env=self.loopback.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Once there are more requests than go side by side, a range has arrived.
        while process.poll() is None and self.count_gets() <= SIDE_BY_SIDE + 1:
            time.sleep(0.001)
        process.kill()
        process.wait()
        self.assertFalse(target.exists())
        self.loopback.take_log()
        result = self.loopback.run(*command[1:])
        self.assertEqual(result.returncode, 0, result.stderr)
        ranges = [each["headers"].get("range") for each in self.loopback.take_log() if each["operation"] == "GetObject"]
        self.assertLess(len(ranges), -(-SIZE // PART), "everything was fetched again")
        with open(target, "rb") as file:
            self.assertEqual(self.loopback.rows("sha256"), [(hashlib.file_digest(file, "sha256").hexdigest(),)])
        self.assertEqual([each.name for each in target.parent.iterdir() if ".part" in each.name], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
