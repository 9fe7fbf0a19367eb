"""What is cut off goes on: downloads from their part file, and uploads until prune says that nobody will."""
import datetime
import json
import sqlite3
import stat
import unittest

from loopback import Loopback

LARGE = 60 << 20
RANGE = 8 << 20
ALWAYS = {"times": -1}


def table_of(size):
    """A CSV document of long rows, which is quick to read; it becomes a CSV export of about the same size."""
    filler = "x" * 3000
    return "id,text\n" + "".join(f"{row},{filler}\n" for row in range(size // 3008))


class Downloads(unittest.TestCase):
    def setUp(self):
        self.loopback = Loopback()
        self.addCleanup(self.loopback.close)
        self.row = self.loopback.export("large.csv", table_of(LARGE))
        self.target = self.loopback.workspace.folder / "out.csv"
        self.loopback.take_log()

    def ranges_asked(self):
        return [each["headers"]["range"] for each in self.loopback.take_log()
                if each["operation"] == "GetObject" and "range" in each["headers"]]

    def parts(self):
        return list(self.loopback.workspace.folder.glob("out.csv.*.part"))

    def cut_off(self):
        """A download that the server fails when some of its ranges are there."""
        self.loopback.play({"operation": "GetObject", "skip": 3, "delay": 3, "status": 403, "code": "AccessDenied", **ALWAYS})
        result = self.loopback.run("download", self.row["id"], "--output", "out.csv")
        self.assertEqual(result.returncode, 7, result.stderr)
        self.assertFalse(self.target.exists())
        self.assertEqual(len(self.parts()), 1)
        self.loopback.play()
        return len(self.ranges_asked())

    def check_whole(self):
        self.assertEqual(self.target.stat().st_size, self.row["file_size"])
        self.assertEqual(self.parts(), [])

    def test_it_goes_on_where_it_ended(self):
        self.cut_off()
        self.loopback.workspace.json("download", self.row["id"], "--output", "out.csv")
        asked = self.ranges_asked()
        self.assertGreater(len(asked), 0)
        self.assertLessEqual(len(asked), -(-self.row["file_size"] // RANGE) - 1, "what was there was fetched again")
        self.check_whole()

    def test_wrong_bytes_are_found_and_it_begins_anew(self):
        self.cut_off()
        part = self.parts()[0]
        with open(part, "r+b") as file:
            for offset in range(0, self.row["file_size"], RANGE):
                file.seek(offset + 5)
                file.write(b"\x00")
        self.loopback.workspace.json("download", self.row["id"], "--output", "out.csv")
        self.check_whole()

    def test_another_export_begins_its_own(self):
        self.cut_off()
        other = self.loopback.export("large.csv", table_of(LARGE))
        self.loopback.workspace.json("download", other["id"], "--output", "out.csv")
        self.assertEqual(self.target.stat().st_size, other["file_size"])
        self.assertEqual(len(self.parts()), 1)


class StaleUploads(unittest.TestCase):
    def setUp(self):
        self.loopback = Loopback()
        self.addCleanup(self.loopback.close)

    def fail_in_the_middle(self):
        self.loopback.play({"operation": "UploadPart", "skip": 1, "status": 403, "code": "AccessDenied", **ALWAYS})
        document = self.loopback.workspace.write("large.csv", table_of(LARGE // 4))
        result = self.loopback.run("export", document, "--format", "csv", "--ids")
        self.assertEqual(result.returncode, 7, result.stderr)
        self.loopback.play()
        self.assertEqual(len(self.loopback.open_uploads), 1)
        return self.loopback.ids()[-1]

    def forget(self):
        database = sqlite3.connect(self.loopback.workspace.database)
        with database:
            database.execute("UPDATE attempts SET upload = '{}'")
        database.close()

    def test_what_a_retry_can_use_stays(self):
        self.fail_in_the_middle()
        self.loopback.age_uploads(2)
        self.assertEqual(self.loopback.workspace.json("prune")["summary"]["uploads"], 0)
        self.assertEqual(self.loopback.run("retry", "--failed").returncode, 0)
        self.assertEqual(self.loopback.open_uploads, {})

    def test_what_nobody_knows_goes_after_a_day(self):
        identifier = self.fail_in_the_middle()
        self.forget()
        self.assertEqual(self.loopback.workspace.json("prune")["summary"]["uploads"], 0)
        self.loopback.age_uploads(2)
        planned = self.loopback.workspace.json("prune", "--dry-run")
        self.assertEqual([(item["id"], item["action"], item["result"]) for item in planned["plan"]],
                         [(identifier, "abort", "planned")])
        self.assertEqual(len(self.loopback.open_uploads), 1)
        result = self.loopback.run("prune", "--quiet")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        self.assertEqual(self.loopback.open_uploads, {})

    def test_delete_aborts(self):
        identifier = self.fail_in_the_middle()
        self.assertEqual(self.loopback.run("delete", identifier).returncode, 0)
        self.assertEqual(self.loopback.open_uploads, {})

    def test_listing_may_be_forbidden(self):
        self.fail_in_the_middle()
        self.loopback.play({"operation": "ListMultipartUploads", "status": 403, "code": "AccessDenied", **ALWAYS})
        result = self.loopback.run("prune")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("unfinished uploads were not looked for", result.stderr)

    def test_options_of_the_object_are_used_by_the_retry(self):
        document = self.loopback.workspace.write("notes.md", "# Notes\n")
        self.loopback.play({"operation": "PutObject", "status": 403, "code": "AccessDenied", **ALWAYS})
        self.loopback.run("export", document, "--storage-class", "STANDARD_IA", "--tag", "team=billing")
        self.loopback.play()
        self.loopback.take_log()
        self.assertEqual(self.loopback.run("retry", "--failed", "--cache-control", "no-store").returncode, 0)
        headers = next(each["headers"] for each in self.loopback.take_log() if each["operation"] == "PutObject")
        self.assertEqual(headers["x-amz-storage-class"], "STANDARD_IA")
        self.assertEqual(headers["x-amz-tagging"], "team=billing")
        self.assertEqual(headers["cache-control"], "no-store")


class Links(unittest.TestCase):
    def test_a_link_ends_with_its_credentials(self):
        with Loopback() as loopback:
            row = loopback.export("notes.md", "# Notes\n")
            ends = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
            answer = {"Version": 1, "AccessKeyId": loopback.account.access_key, "SecretAccessKey": loopback.account.secret,
                      "SessionToken": "token", "Expiration": ends.strftime("%Y-%m-%dT%H:%M:%SZ")}
            program = loopback.workspace.write("credentials", "#!/bin/sh\ncat <<'END'\n" + json.dumps(answer) + "\nEND\n")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
            loopback.workspace.write("config", f"[profile short]\nregion = us-east-1\ncredential_process = {program}\n")
            for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
                del loopback.environment[name]
            arguments = ("download", row["id"], "--url", "--profile", "short", "--expires")
            long = loopback.run(*arguments, "3h", "--json")
            self.assertEqual(long.returncode, 0, long.stderr)
            self.assertEqual(json.loads(long.stdout)["link"]["expires_at"], answer["Expiration"])
            self.assertIn("ends earlier than asked for", long.stderr)
            short = loopback.run(*arguments, "5m")
            self.assertEqual((short.returncode, short.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main(verbosity=2)
