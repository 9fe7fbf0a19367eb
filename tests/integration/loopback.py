"""The loopback S3 in a test's own process, a workspace that exports to it, and what must hold between the two."""
import hashlib
import os
import pathlib
import sys
import tempfile
import threading

import recovery
from store_probe import Probe
from workspace import Workspace

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support/loopback_s3"))

import certificates  # noqa: E402  (found only by the line above)
import checksums  # noqa: E402
from authentication import ACCOUNTS, Account  # noqa: E402
from server import LoopbackServer  # noqa: E402

__all__ = ["ACCOUNTS", "Account", "Loopback"]

BUCKET = "bucket-one"
STORE = f"s3://{BUCKET}/exports"
PART_SIZE = 5 << 20
AWS_CONFIGURATION = "[default]\ns3 =\n  multipart_threshold = 5MB\n  multipart_chunksize = 5MB\n"

checksums.use_library(os.environ["DOCEXPORT_TEST_CHECKSUMS"])


class SharedCertificates:
    """Made once for all tests of a process."""

    def __init__(self):
        self.lock = threading.Lock()
        self.folder = None

    def get(self):
        with self.lock:
            if self.folder is None:
                self.folder = tempfile.TemporaryDirectory(prefix="docexport-tls-")
                self.authority = certificates.Authority(self.folder.name)
                self.good = self.authority.server()
                self.wrong_host = self.authority.server("DNS:elsewhere.example")
                self.expired = self.authority.server(days=0)
        return self


CERTIFICATES = SharedCertificates()


def make_table(rows, width):
    """A CSV document; it becomes a CSV export of about the same size. Wide rows are the quickest to read."""
    return "id,text\n" + "".join(f"{row},{'x' * width}\n" for row in range(rows))


class Loopback:
    """One server and one workspace. `scheme` is "http" or "https"."""

    def __init__(self, scheme="http", certificate=None, account=ACCOUNTS[0], configuration=AWS_CONFIGURATION):
        self.workspace = Workspace()
        self.scheme = scheme
        if scheme == "https":
            certificate = certificate or CERTIFICATES.get().good
        self.server = LoopbackServer(ACCOUNTS, certificate=certificate)
        self.server.service.buckets[BUCKET] = {}
        self.server.start()
        self.account = account
        self.probe = Probe(STORE, self.workspace)
        self.workspace.write("config", configuration)
        self.environment = self.workspace.environment
        self.environment |= {
            "AWS_ACCESS_KEY_ID": account.access_key, "AWS_SECRET_ACCESS_KEY": account.secret,
            "AWS_ENDPOINT_URL": self.endpoint, "AWS_CONFIG_FILE": str(self.workspace.folder / "config"),
            "AWS_EC2_METADATA_DISABLED": "true", "DOCEXPORT_STORE": STORE}
        if account.token:
            self.environment["AWS_SESSION_TOKEN"] = account.token
        if scheme == "https":
            self.environment["AWS_CA_BUNDLE"] = str(CERTIFICATES.get().authority.bundle)

    def close(self):
        self.server.close()
        self.workspace.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def endpoint(self):
        return f"{self.scheme}://127.0.0.1:{self.server.port}"

    @property
    def objects(self):
        return self.server.service.buckets[BUCKET]

    @property
    def open_uploads(self):
        return self.server.service.uploads.open

    def play(self, *faults):
        self.server.script.load(faults)

    def take_log(self):
        log, self.server.log = self.server.log, []
        return log

    def run(self, *arguments, **options):
        return self.workspace.run(*arguments, **options)

    def export(self, name, content, *arguments):
        """Exports a new document as CSV and returns its row."""
        document = self.workspace.write(name, content)
        return self.workspace.json("export", document, "--format", "csv", *arguments)["export"]

    def rows(self, columns, condition="1"):
        return self.workspace.query(f"SELECT {columns} FROM exports WHERE {condition} ORDER BY created_at, id")

    def age_uploads(self, days):
        """As if what is open had been begun that long ago."""
        with self.server.service.lock:
            for upload in self.open_uploads.values():
                upload.initiated -= days * 86_400

    def ids(self):
        return [identifier for (identifier,) in self.rows("id")]

    def check(self, test):
        """The oracle: what must hold after any fault, once one more command has run."""
        recovery.check_catalog(test, self.workspace)
        recovery.check_nothing_runs(test, self.workspace)
        rows = self.rows("object_key, sha256, file_size", "status = 'completed'")
        test.assertEqual(len({key for key, _, _ in rows}), len(rows))
        for key, sha256, size in rows:
            stored = self.objects.get(f"exports/{key}")
            test.assertIsNotNone(stored, f"a completed export without its object: {key}")
            test.assertEqual((hashlib.sha256(stored.body).hexdigest(), len(stored.body)), (sha256, size))
        test.assertEqual(self.workspace.temporary_files(), [])
