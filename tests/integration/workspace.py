"""A home of its own for one test, and docexport run in it as a user would run it."""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

PROGRAM = os.environ["DOCEXPORT_PROGRAM"]
SANITIZED = os.environ.get("DOCEXPORT_SANITIZED") == "ON"
KEPT_VARIABLES = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")


class Workspace:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="docexport-test-"))
        self.home = self.folder / "home"
        self.home.mkdir()
        self.data = self.home / ".local/share/docexport"
        self.database = self.data / "exports.db"
        self.objects = self.data / "objects"
        self.environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self.environment["HOME"] = str(self.home)
        self.environment["AWS_EC2_METADATA_DISABLED"] = "true"  # whatever machine this is

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *arguments, before=(), environment=None, stdin=subprocess.DEVNULL, timeout=120, **options):
        """Runs docexport and returns the finished process, output as text."""
        given = {"input": stdin} if isinstance(stdin, (str, bytes)) else {"stdin": stdin}
        if isinstance(stdin, bytes):
            given["input"] = stdin.decode()
        return subprocess.run([*before, PROGRAM, *map(str, arguments)], env={**self.environment, **(environment or {})},
                              cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              errors="surrogateescape", timeout=timeout, **given, **options)

    def json(self, *arguments, **options):
        """The one JSON document that a command prints, which must succeed."""
        result = self.run(*arguments, "--json", **options)
        if result.returncode != 0:
            raise AssertionError(f"{arguments}: exit {result.returncode}: {result.stderr}")
        return json.loads(result.stdout)

    def exports(self, **options):
        return self.json("list", "--limit", "1000", **options)["exports"]

    def query(self, sql, *parameters):
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(sql, parameters).fetchall()
        finally:
            connection.close()

    def object_files(self):
        return sorted(path for path in self.objects.rglob("*") if path.is_file()) if self.objects.is_dir() else []

    def temporary_files(self):
        """What a process may have left behind in the data folder: hidden files and spools."""
        return [path for path in self.data.rglob(".*") if path.is_file()] if self.data.is_dir() else []
