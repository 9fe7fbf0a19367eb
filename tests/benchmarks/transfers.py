"""Moving files to and from a real S3 server (Ceph RGW on loopback), beside the programs people move files with.

Each program runs with its own best settings and its own start-up. Ours is measured through the store that the program
uses (store_transfers), which proves what arrived, and as the whole program where it says so. The store gets the digests
of a file with it: an export's are computed while it is written.
"""

import json
import os
import shutil
import statistics
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from measuring import run_watched

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
DOCEXPORT = str(BUILD / "docexport")
STORE_TRANSFERS = str(BUILD / "tests/benchmarks/store_transfers")
BARE_TRANSFERS = str(BUILD / "tests/benchmarks/bare_transfers")
FOLDER = ROOT / "build/benchmarks/transfers"
KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE
CONNECTIONS = 16
MEMORY_LIMIT = 64 * MEBIBYTE


@contextmanager
def s3_server():
    """The environment in which the server answers. It is thrown away at the end."""
    folder = FOLDER / "rgw"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    scripts = ROOT / "tests/support/rgw"
    subprocess.run([scripts / "start", folder], check=True, stdout=subprocess.DEVNULL)
    try:
        lines = (folder / "connection").read_text(encoding="utf-8").splitlines()
        exports = subprocess.run(["bash", "-c", f"set -a; source {folder}/connection; env -0"], check=True,
                                 capture_output=True, env={"PATH": os.environ["PATH"]}).stdout.decode()
        names = {line.removeprefix("export ").split("=", 1)[0] for line in lines if "=" in line}
        values = dict(entry.split("=", 1) for entry in exports.split("\0") if "=" in entry)
        yield {name: values[name] for name in names if name in values}
    finally:
        subprocess.run([scripts / "stop", folder], check=False, stdout=subprocess.DEVNULL)


class Setting:
    """Where the programs run, what they are told, and a bucket for each measurement."""

    def __init__(self, connection):
        self.endpoint = connection["AWS_ENDPOINT_URL"]
        self.home = FOLDER / "home"
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "LC_ALL": "C.UTF-8",
                            "AWS_DEFAULT_REGION": "us-east-1", "RCLONE_LOG_LEVEL": "ERROR"}
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL"):
            self.environment[name] = connection[name]
        self.environment |= {"RCLONE_CONFIG_R_TYPE": "s3", "RCLONE_CONFIG_R_PROVIDER": "Ceph",
                             "RCLONE_CONFIG_R_ENV_AUTH": "true", "RCLONE_CONFIG_R_ENDPOINT": self.endpoint}
        self.write_settings()
        self.number = 0

    def write_settings(self):
        host = self.endpoint.removeprefix("http://")
        (self.home / ".s3cfg").write_text(
            f"[default]\naccess_key = {self.environment['AWS_ACCESS_KEY_ID']}\n"
            f"secret_key = {self.environment['AWS_SECRET_ACCESS_KEY']}\nhost_base = {host}\nhost_bucket = {host}\n"
            "use_https = False\n", encoding="utf-8")
        (self.home / ".aws").mkdir()
        (self.home / ".aws/config").write_text(
            f"[default]\ns3 =\n  max_concurrent_requests = {CONNECTIONS}\n  addressing_style = path\n", encoding="utf-8")

    def bucket(self):
        self.number += 1
        name = f"measured-{self.number}"
        subprocess.run(["s3cmd", "mb", f"s3://{name}"], env=self.environment, check=True, stdout=subprocess.DEVNULL)
        return name

    def aws(self, *arguments):
        return ["/usr/bin/aws", "--endpoint-url", self.endpoint, "s3", *arguments, "--only-show-errors"]


def make_files(count, size):
    folder = FOLDER / f"files-{count}-{size}"
    if not folder.is_dir():
        folder.mkdir(parents=True)
        for number in range(count):
            with open(folder / f"export-{number:05}.bin", "wb") as file:
                for _ in range(max(1, size // MEBIBYTE)):
                    file.write(os.urandom(min(size, MEBIBYTE)))
    return folder


def timed(command, environment, stdin=None):
    os.sync()  # what the program before left to be written is no part of it
    begin = time.perf_counter()
    subprocess.run(command, env=environment, check=True, input=stdin, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def digests_of(folder):
    return subprocess.run([STORE_TRANSFERS, "digest", str(folder)], check=True, capture_output=True).stdout


def signed(setting, what, bucket, folder):
    return subprocess.run([STORE_TRANSFERS, what, f"s3://{bucket}", str(folder)], env=setting.environment, check=True,
                          capture_output=True).stdout


def line(what, ours, rivals, ratio, bar, met):
    return {"what": what, "ours": ours, "rival": rivals, "ratio": f"{ratio:.2f}" if ratio else "", "bar": bar,
            "met": "yes" if met else "NO"}


def compared(what, times, memory):
    """One line against the rivals, one against the bare libcurl program, one for the memory."""
    times = {name: statistics.median(each) for name, each in times.items()}
    ours, bare = times.pop("docexport"), times.pop("libcurl")
    named = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in times.items())
    best = min(times.values())
    return [line(what, f"{ours:.2f} s", named, ours / best, "below 1", ours < best),
            line("  beside libcurl alone, the same requests", f"{ours:.2f} s", f"{bare:.2f} s", bare / ours, "at least 0.85",
                 bare >= 0.85 * ours),
            line("  memory", f"{memory / MEBIBYTE:.1f} MiB", "", 0, "at most 64 MiB", memory <= MEMORY_LIMIT)]


def uploads(setting, folder, large):
    """Each program's command to upload the folder into a bucket."""
    rclone = ["--s3-upload-concurrency=4", "--s3-chunk-size=64M"] if large else [f"--transfers={CONNECTIONS}", "--s3-no-head"]
    return {
        "docexport": lambda bucket: [STORE_TRANSFERS, "put", f"s3://{bucket}", str(folder),
                                     "1" if large else str(CONNECTIONS)],
        "rclone": lambda bucket: ["rclone", "copy", str(folder), f"r:{bucket}", "--no-traverse", "--no-check-dest",
                                  "--s3-no-check-bucket", *rclone],
        "aws-cli": lambda bucket: setting.aws("cp", "--recursive", str(folder), f"s3://{bucket}/"),
        "s3cmd": lambda bucket: ["s3cmd", "put", "--recursive", "--no-progress", "--no-check-md5",
                                 "--multipart-chunk-size-mb=64", f"{folder}/", f"s3://{bucket}/"],
    }


def measure_uploads(setting, what, folder, rounds, large=False):
    times = {}
    digests = digests_of(folder)
    for _ in range(rounds):
        for name, command in uploads(setting, folder, large).items():
            stdin = digests if name == "docexport" else None
            times.setdefault(name, []).append(timed(command(setting.bucket()), setting.environment, stdin))
        bucket = setting.bucket()
        urls = signed(setting, "sign", bucket, folder)
        times.setdefault("libcurl", []).append(
            timed([BARE_TRANSFERS, str(CONNECTIONS)], setting.environment, stdin=urls))
    # Watching costs time, so it has a round of its own.
    _, memory, _ = run_watched(uploads(setting, folder, large)["docexport"](setting.bucket()), setting.environment, digests)
    return compared(what, times, memory)


def measure_download(setting, what, folder, rounds):
    source = next(folder.iterdir())
    bucket = setting.bucket()
    subprocess.run([STORE_TRANSFERS, "put", f"s3://{bucket}", str(folder), "1"], env=setting.environment, check=True,
                   input=digests_of(folder))
    target = FOLDER / "download"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    commands = {
        "rclone": ["rclone", "copy", f"r:{bucket}", str(target / "rclone")],
        "aws-cli": setting.aws("cp", f"s3://{bucket}/{source.name}", str(target / "aws")),
        "s3cmd": ["s3cmd", "get", "--force", "--no-progress", f"s3://{bucket}/{source.name}", str(target / "s3cmd")],
    }
    ours = [STORE_TRANSFERS, "get", f"s3://{bucket}", source.name, str(target / "ours")]
    times = {}
    for _ in range(rounds):
        (target / "ours").unlink(missing_ok=True)  # as for the others: freeing what is replaced is no part of it
        times.setdefault("docexport", []).append(timed(ours, setting.environment))
        for name, command in commands.items():
            shutil.rmtree(target / "rclone", ignore_errors=True)
            for file in (target / "aws", target / "s3cmd"):
                file.unlink(missing_ok=True)
            times.setdefault(name, []).append(timed(command, setting.environment))
        folder_of_one = FOLDER / "bare"
        folder_of_one.mkdir(exist_ok=True)
        (folder_of_one / source.name).write_bytes(b"")
        urls = signed(setting, "link", bucket, folder_of_one)
        times.setdefault("libcurl", []).append(timed([BARE_TRANSFERS, "1"], setting.environment, stdin=urls))
    _, memory, _ = run_watched(ours, setting.environment)
    return compared(what, times, memory)


def measure_whole_exports(setting, count, rounds):
    """The program itself: documents are read, written as JSON, recorded and stored, all in one command."""
    documents = FOLDER / f"documents-{count}"
    documents.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (documents / f"document-{number:05}.txt").write_text(
            "\n\n".join(f"Paragraph {each} of document {number}." * 8 for each in range(25)), encoding="utf-8")
    seconds = []
    for _ in range(rounds):
        environment = setting.environment | {"DOCEXPORT_STORE": f"s3://{setting.bucket()}",
                                             "XDG_DATA_HOME": str(setting.home / f"data-{setting.number}")}
        subprocess.run([DOCEXPORT, "add", *map(str, documents.iterdir())], env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        seconds.append(timed([DOCEXPORT, "export", "--all", "--format", "json", "--quiet"], environment))
        listed = subprocess.run([DOCEXPORT, "list", "--status", "completed", "--json"], env=environment, check=True,
                                capture_output=True).stdout
        if json.loads(listed)["pagination"]["total"] != count:
            raise SystemExit("not every export was completed")
    ours = statistics.median(seconds)
    return [line(f"whole exports of {count:,} text documents of 10 KiB", f"{ours:.2f} s ({count / ours:.0f} a second)",
                 "", 0, "shown only", True)]


def measure(quick):
    size = 256 if quick else 1024
    rounds = 1 if quick else 5
    lines = []
    for each in (10, 64):
        with s3_server() as connection:
            setting = Setting(connection)
            folder = make_files(1000, each * KIBIBYTE)
            lines += measure_uploads(setting, f"1,000 files of {each} KiB up", folder, rounds)
            if each == 10:
                lines += measure_whole_exports(setting, 1000, rounds)
    folder = make_files(1, size * MEBIBYTE)
    # The server keeps what it is given in memory: a new one for each large measurement.
    with s3_server() as connection:
        lines += measure_uploads(Setting(connection), f"{size} MiB up", folder, 1, large=True)
    with s3_server() as connection:
        lines += measure_download(Setting(connection), f"{size} MiB down, proven", folder, rounds)
    shutil.rmtree(FOLDER, ignore_errors=True)
    return lines
