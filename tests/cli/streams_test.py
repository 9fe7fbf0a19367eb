"""What happens when standard output is closed, full or not read to its end, and where each kind of text goes."""
import json
import os
import pathlib
import signal
import subprocess
import time
import unittest

from workspace import PROGRAM, Workspace


class Streams(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("notes.md", "# Notes\n")
        self.identifier = self.workspace.json("export", "notes.md")["export"]["id"]

    def shell(self, command):
        environment = {**self.workspace.environment, "D": PROGRAM, "ID": self.identifier}
        return subprocess.run(["bash", "-c", command], env=environment, cwd=self.workspace.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)

    def test_a_full_device_is_a_failure_with_a_message(self):
        for command in ("list", "list --json", "version", "help", "show $ID", "completion bash", "export notes.md"):
            with self.subTest(command=command):
                result = self.shell(f'"$D" {command} > /dev/full')
                self.assertEqual(result.returncode, 1, result.stderr)
                message = "cannot write to standard output: No space left on device"
                expected = (f'{{"error":{{"code":1,"kind":"internal","message":"{message}"}}}}' if "--json" in command
                            else f"docexport: {message}")
                self.assertEqual(result.stderr, expected + "\n")

    def test_a_full_device_is_a_failure_of_the_file_too(self):
        for command in ("download $ID --output -", "export notes.md --output -"):
            with self.subTest(command=command):
                result = self.shell(f'"$D" {command} > /dev/full')
                self.assertEqual(result.returncode, 1, result.stderr)
                self.assertRegex(result.stderr, r"\Adocexport: [^\n]*[Nn]o space[^\n]*\n\Z")

    def test_a_closed_output_is_a_failure_and_harms_nothing(self):
        result = self.shell('"$D" list >&-')
        self.assertEqual(result.returncode, 1)
        self.assertIn("cannot write to standard output", result.stderr)
        self.assertEqual(self.shell('"$D" export notes.md >&- 2>&- <&-').returncode, 1)
        self.assertEqual(self.workspace.query("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual([row["status"] for row in self.workspace.exports()], ["completed", "completed"])
        self.assertEqual(self.shell('"$D" prune --quiet >&-').returncode, 0)

    def test_a_reader_that_goes_away_is_told_nothing(self):
        read_end, write_end = os.pipe()
        os.close(read_end)
        result = subprocess.run([PROGRAM, "list"], env=self.workspace.environment, stdout=write_end, stderr=subprocess.PIPE)
        os.close(write_end)
        self.assertEqual((result.returncode, result.stderr), (1, b""))

    def test_work_that_was_accepted_goes_on_when_the_reader_goes_away(self):
        read_end, write_end = os.pipe()
        os.close(read_end)
        subprocess.run([PROGRAM, "export", *["notes.md"] * 3], env=self.workspace.environment, cwd=self.workspace.folder,
                       stdout=write_end, stderr=subprocess.PIPE)
        os.close(write_end)
        self.assertEqual([row["status"] for row in self.workspace.exports()], ["completed"] * 4)

    def test_without_the_error_stream_the_output_can_be_parsed(self):
        for command in ("list --json", "export notes.md --json", "export missing.md notes.md --json", "prune --json",
                        "show $ID nothing --json", "log --json", "documents --json -v"):
            with self.subTest(command=command):
                self.assertIsInstance(json.loads(self.shell(f'"$D" {command} 2>/dev/null').stdout), dict)

    def test_colors_only_where_they_are_asked_for(self):
        self.assertNotIn("\x1b", self.shell('"$D" show $ID').stdout)
        self.assertIn("\x1b", self.shell('"$D" show $ID --color always').stdout)
        self.assertIn("\x1b", self.shell('CLICOLOR_FORCE=1 "$D" show $ID').stdout)
        self.assertNotIn("\x1b", self.shell('CLICOLOR_FORCE=1 NO_COLOR=1 "$D" show $ID').stdout)
        self.assertNotIn("\x1b", self.shell('"$D" list --json --color always').stdout)

    def test_interruption_has_the_code_of_its_signal(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(signal=number):
                # Standard input stays open, so that the program waits for ids until it is interrupted.
                process = subprocess.Popen([PROGRAM, "list", "-"], env=self.workspace.environment, stdin=subprocess.PIPE,
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                self.wait_until_reading(process)
                process.send_signal(number)
                output, error = process.communicate(timeout=30)
                self.assertEqual((process.returncode, output), (code, ""), error)
                self.assertRegex(error, r"\Adocexport: interrupted[^\n]*\n\Z")

    def wait_until_reading(self, process):
        for _ in range(1000):
            # System call 0 is read, its first argument the descriptor.
            call = pathlib.Path(f"/proc/{process.pid}/syscall").read_text()
            if call.startswith("0 0x0 "):
                return
            time.sleep(0.01)
        self.fail("never read standard input")


if __name__ == "__main__":
    unittest.main(verbosity=2)
