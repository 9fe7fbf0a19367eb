"""The commands that meet the faults of fault_table.py: one scene for each operation of S3.

`prepare` brings about what the operation needs, `meet` is the command that the fault happens to, `check` says what must
be true right after it, and `recover` gets over it once the server is well again.
"""
import collections
import hashlib

from loopback import make_table

SMALL = make_table(20, 20)
LARGE = make_table(1_800, 3_000)  # a little more than one part of 5 MiB
HUGE = make_table(6_000, 3_000)  # three ranges of 8 MiB


def check_row(test, loopback, result, statuses=("failed",)):
    rows = loopback.rows("status")
    test.assertEqual(rows, [("completed",)] if result.returncode == 0 else [(status,) for status in statuses])


class Exporting:
    """A document is exported; `content` decides whether in parts."""

    lines = 1  # of what it says when it fails

    def __init__(self, operation, content):
        self.operation = operation
        self.content = content

    def prepare(self, loopback):
        loopback.workspace.write("document.csv", self.content)

    def rules(self, rule):
        return [{"operation": self.operation, **rule}]

    def meet(self, loopback, environment):
        return loopback.run("export", "document.csv", "--format", "csv", environment=environment)

    def check(self, test, loopback, result):
        check_row(test, loopback, result)

    def recover(self, test, loopback):
        """A retry completes it, the download is the same, and nothing half-sent stays behind."""
        if loopback.rows("status") == [("failed",)]:
            retried = loopback.run("retry", "--force", *loopback.ids())
            test.assertEqual(retried.returncode, 0, retried.stderr)
        test.assertEqual(loopback.rows("status"), [("completed",)])
        result = loopback.run("download", *loopback.ids(), "--output", "recovered.csv")
        test.assertEqual(result.returncode, 0, result.stderr)
        digest = hashlib.sha256((loopback.workspace.folder / "recovered.csv").read_bytes()).hexdigest()
        test.assertEqual(loopback.rows("sha256"), [(digest,)])


class Comparing(Exporting):
    """The answer to a put was lost, so that the next is refused, and HeadObject has to tell why."""

    def __init__(self):
        super().__init__("HeadObject", SMALL)

    def rules(self, rule):
        return [{"operation": "PutObject", "reset": "after_success"}, *super().rules(rule)]


class Resuming(Exporting):
    """An upload in parts ended in the middle; a retry asks what has arrived."""

    def __init__(self):
        super().__init__("ListParts", LARGE)

    def prepare(self, loopback):
        super().prepare(loopback)
        loopback.play({"operation": "UploadPart", "part": 2, "status": 403, "code": "AccessDenied", "times": -1})
        loopback.run("export", "document.csv", "--format", "csv")

    def meet(self, loopback, environment):
        return loopback.run("retry", "--failed", environment=environment)


class Aborting(Resuming):
    """The same, but the export is deleted, and with it what has arrived."""

    def __init__(self):
        super().__init__()
        self.operation = "AbortMultipartUpload"

    def meet(self, loopback, environment):
        return loopback.run("delete", *loopback.ids(), "--yes", environment=environment)

    def check(self, test, loopback, result):
        test.assertEqual(loopback.rows("status"), [("deleted",)])

    def recover(self, test, loopback):
        test.assertEqual(dict(loopback.objects), {})


class Downloading(Exporting):
    def __init__(self, content=SMALL):
        super().__init__("GetObject", content)

    def prepare(self, loopback):
        loopback.export("document.csv", self.content)

    def meet(self, loopback, environment):
        return loopback.run("download", *loopback.ids(), "--output", "out.csv", environment=environment)

    def check(self, test, loopback, result):
        """Whole, or not there at all."""
        target = loopback.workspace.folder / "out.csv"
        test.assertEqual(target.exists(), result.returncode == 0, result.stderr)
        if target.exists():
            test.assertEqual([(hashlib.sha256(target.read_bytes()).hexdigest(),)], loopback.rows("sha256"))

    def recover(self, test, loopback):
        pass


class Deleting(Exporting):
    def __init__(self, operation, count):
        super().__init__(operation, SMALL)
        self.count = self.lines = count

    def prepare(self, loopback):
        if self.operation == "DeleteObject":
            loopback.server.service.quirks.bulk_delete = "501"  # or it would be a DeleteObjects of one
        for number in range(self.count):
            loopback.workspace.write(f"{number}.csv", self.content)
        loopback.run("export", *(f"{number}.csv" for number in range(self.count)), "--format", "csv")
        test_rows = loopback.rows("status")
        assert test_rows == [("completed",)] * self.count, test_rows

    def meet(self, loopback, environment):
        return loopback.run("delete", *loopback.ids(), "--yes", environment=environment)

    def check(self, test, loopback, result):
        """A tombstone each, and `removed_at` only where the object is gone."""
        test.assertEqual(loopback.rows("status"), [("deleted",)] * self.count)
        for key, removed_at in loopback.rows("object_key, removed_at"):
            if removed_at is not None:
                test.assertNotIn(f"exports/{key}", loopback.objects)
        if result.returncode == 0:
            test.assertEqual(dict(loopback.objects), {})

    def recover(self, test, loopback):
        pruned = loopback.run("prune")
        test.assertEqual(pruned.returncode, 0, pruned.stderr)
        test.assertEqual(dict(loopback.objects), {})


class Listing(Exporting):
    """No command lists; the store does."""

    KEYS = 5

    def __init__(self):
        super().__init__("ListObjectsV2", SMALL)

    def prepare(self, loopback):
        document = loopback.workspace.write("document.csv", self.content)
        for number in range(self.KEYS):
            code, answer = loopback.probe.run("put", f"key-{number}", document)
            assert code == 0, answer

    def meet(self, loopback, environment):
        code, answer = loopback.probe.run("list", "", 1000, environment=environment)
        codes = {"temporary": 6, "access": 7, "not_found": 4, "integrity": 10, "configuration": 2}
        Result = collections.namedtuple("Result", "returncode stdout stderr answer")
        return Result(0 if code == 0 else codes.get(answer["kind"], 1), "", "" if code == 0 else answer["message"], answer)

    def check(self, test, loopback, result):
        """All of it, in order or not, or an error."""
        if result.returncode == 0:
            keys = [each["key"] for each in result.answer]
            test.assertEqual(sorted(keys), [f"key-{number}" for number in range(self.KEYS)])

    def recover(self, test, loopback):
        pass


class Pruning(Exporting):
    """There is nothing to remove, but uploads that nobody goes on with are looked for."""

    lines = 2  # it says that there is nothing to remove, too

    def __init__(self):
        super().__init__("ListMultipartUploads", SMALL)

    def prepare(self, loopback):
        loopback.export("document.csv", self.content)

    def meet(self, loopback, environment):
        return loopback.run("prune", environment=environment)

    def check(self, test, loopback, result):
        test.assertEqual(loopback.rows("status"), [("completed",)])


SCENES = {
    "PutObject": lambda: Exporting("PutObject", SMALL),
    "CreateMultipartUpload": lambda: Exporting("CreateMultipartUpload", LARGE),
    "UploadPart": lambda: Exporting("UploadPart", LARGE),
    "CompleteMultipartUpload": lambda: Exporting("CompleteMultipartUpload", LARGE),
    "AbortMultipartUpload": Aborting,
    "GetObject": Downloading,
    "GetObject in ranges": lambda: Downloading(HUGE),
    "HeadObject": Comparing,
    "DeleteObject": lambda: Deleting("DeleteObject", 1),
    "DeleteObjects": lambda: Deleting("DeleteObjects", 3),
    "ListMultipartUploads": Pruning,
    "ListObjectsV2": Listing,
    "ListParts": Resuming,
}
