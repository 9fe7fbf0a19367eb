"""A Ceph gateway of a test's own, which it may stop, starve and kill, with accounts that it may change."""
import datetime
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

from workspace import Workspace

SUPPORT = pathlib.Path(__file__).resolve().parent.parent / "support"
sys.path.insert(0, str(SUPPORT / "loopback_s3"))

import signing  # noqa: E402  (found only by the line above)

SKIPPED = 77
BUCKET = "test-bucket"
STS = "rgw_s3_auth_use_sts = true\nrgw_sts_key = abcdefghijklmnop"


class Gateway:
    """Started by `with`. Raises SkipTest where Ceph is not installed."""

    def __init__(self, extra=STS):
        self.folder = tempfile.TemporaryDirectory(prefix="docexport-rgw-")
        self.directory = pathlib.Path(self.folder.name) / "rgw"
        self.extra = extra
        self.launched = []

    def __enter__(self):
        started = subprocess.run([SUPPORT / "rgw/start", self.directory], env={**os.environ, "RGW_EXTRA": self.extra},
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=180, check=False)
        if started.returncode == SKIPPED:
            raise unittest.SkipTest("Ceph is not installed")
        started.check_returncode()
        lines = [line.removeprefix("export ").split("=", 1) for line in started.stdout.splitlines()]
        self.connection = {name: value.strip("'") for name, value in lines}
        self.environment = {name: value for name, value in self.connection.items() if name.startswith("AWS_")}
        self.s3("PUT", f"/{BUCKET}")
        return self

    def __exit__(self, *_):
        subprocess.run([SUPPORT / "rgw/stop", self.directory], stdin=subprocess.DEVNULL, timeout=60, check=False)
        for each in self.launched:
            each.wait()
        self.folder.cleanup()

    def s3(self, method, path, *arguments, body=None):
        command = [sys.executable, "-B", SUPPORT / "s3_request.py", *arguments, method, path]
        if body is not None:
            command[3:3] = ["--data", "-", "-H", "content-type: application/x-www-form-urlencoded"]
        return subprocess.run(command, env={**os.environ, **self.environment}, input=body, stdout=subprocess.PIPE, text=True,
                              check=True).stdout

    def act(self, **parameters):
        """A request to the gateway's IAM or STS."""
        return self.s3("POST", "/", body=urllib.parse.urlencode(parameters))

    def admin(self, *arguments):
        command = ["radosgw-admin", "-c", self.directory / "ceph.conf", *arguments]
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60,
                       check=True)

    def process(self, name):
        return int((self.directory / f"{name}.pid").read_text())

    def signal(self, name, number):
        os.kill(self.process(name), number)

    def kill(self):
        self.signal("rgw", signal.SIGKILL)

    def start_again(self):
        """The same gateway at the same place; answers when this returns."""
        command = ["radosgw", "-c", self.directory / "ceph.conf", "-n", "client.rgw", "-f"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
        self.launched.append(process)
        (self.directory / "rgw.pid").write_text(str(process.pid))
        deadline = time.monotonic() + 60
        ask = ["curl", "-s", "-o", "/dev/null", self.environment["AWS_ENDPOINT_URL"]]
        while subprocess.run(ask, check=False).returncode != 0:
            if time.monotonic() > deadline:
                raise AssertionError("the gateway does not come back")
            time.sleep(0.1)

    def workspace(self):
        workspace = Workspace()
        workspace.environment |= {**self.environment, "DOCEXPORT_STORE": f"s3://{BUCKET}/exports",
                                  "AWS_EC2_METADATA_DISABLED": "true"}
        return workspace

    def open_uploads(self):
        """How many there are; asked from this process, because an upload does not last long."""
        url = f"{self.environment['AWS_ENDPOINT_URL']}/{BUCKET}?uploads="
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        headers = signing.sign_headers(
            "GET", url, {}, b"", access_key=self.environment["AWS_ACCESS_KEY_ID"], token=None, region="us-east-1",
            secret=self.environment["AWS_SECRET_ACCESS_KEY"], timestamp=now)
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as answer:
            return answer.read().count(b"<UploadId>")
