"""On a terminal: tables that fit, colors, questions, and nothing that could change what a person reads."""
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
import unittest

from workspace import PROGRAM, Workspace

COLOR = re.compile(r"\x1b\[[0-9]*m")


class Terminal:
    """A child whose three streams are a terminal of the given width."""

    def __init__(self, workspace, *arguments, columns=100, environment=None):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        variables = {**workspace.environment, "TERM": "xterm", "LANG": "C.UTF-8", **(environment or {})}
        self.process = subprocess.Popen([PROGRAM, *map(str, arguments)], env=variables, cwd=workspace.folder, stdin=slave,
                                        stdout=slave, stderr=slave, start_new_session=True)
        os.close(slave)
        self.text = ""

    def read(self, until=None, seconds=60):
        """Reads to the end, or until the text appears."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if until is not None and until in self.text:
                return
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    chunk = os.read(self.master, 65536)
                except OSError:
                    return
                if not chunk:
                    return
                self.text += chunk.decode(errors="surrogateescape").replace("\r\n", "\n")
        raise AssertionError(f"timed out; read {self.text!r}")

    def answer(self, text):
        os.write(self.master, text.encode())

    def finish(self):
        self.read()
        os.close(self.master)
        return self.process.wait(timeout=60)


class TerminalTest(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("notes.md", "# Notes\n")

    def run_on_terminal(self, *arguments, code=0, **options):
        terminal = Terminal(self.workspace, *arguments, **options)
        self.assertEqual(terminal.finish(), code, terminal.text)
        return terminal.text

    def test_an_export_says_what_it_is_and_what_to_do_next(self):
        text = self.run_on_terminal("export", "notes.md")
        self.assertRegex(text, r'\ADocument "notes\.md" exported successfully as JSON\. '
                               r"Download it with: docexport download [0-9a-f]{8}\n  \d+ B, 1 record, expires in 30 days\n\Z")

    def test_a_list_is_a_table(self):
        self.workspace.run("export", "notes.md", "--name", "first")
        text = COLOR.sub("", self.run_on_terminal("list"))
        self.assertRegex(text, r"\AID +NAME +STATUS +FORMAT +RECORDS +SIZE +CREATED +DL +EXPIRES\n")
        self.assertRegex(text, r"\n[0-9a-f]{8}  first  completed  json +1 +\d+ B  (just now|\d+ seconds? ago) +0  in 30 days\n")
        self.assertTrue(text.endswith("\n1 of 1 export\n"))

    def test_the_table_fits_the_terminal(self):
        self.workspace.run("export", "notes.md", "--name", "a-very-long-name-" * 10)
        for columns in (80, 100, 150):
            text = COLOR.sub("", self.run_on_terminal("list", columns=columns))
            self.assertLessEqual(max(len(line) for line in text.splitlines()), columns)
            self.assertIn("…", text)
        self.assertIn("...", self.run_on_terminal("list", environment={"LANG": "C"}))
        narrow = COLOR.sub("", self.run_on_terminal("list", environment={"COLUMNS": "40"}))
        self.assertIn("a-very-…", narrow)

    def test_an_empty_list_says_so(self):
        self.assertEqual(self.run_on_terminal("list"), "no exports\n")
        self.assertEqual(self.run_on_terminal("documents"), "no documents\n")
        self.assertEqual(self.run_on_terminal("log"), "no events\n")
        self.assertEqual(self.run_on_terminal("prune"), "nothing to prune\n")

    def test_colors_follow_the_variables(self):
        self.workspace.run("export", "notes.md")
        self.assertRegex(self.run_on_terminal("list"), COLOR)
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"DOCEXPORT_COLOR": "never"}):
            self.assertNotRegex(self.run_on_terminal("list", environment=environment), COLOR)
        self.assertNotRegex(self.run_on_terminal("list", "--color", "never"), COLOR)

    def test_names_cannot_steer_the_terminal(self):
        self.workspace.write("evil\x1b]0;x\x07\u202e.md", "# x\n")
        text = self.run_on_terminal("export", "evil\x1b]0;x\x07\u202e.md", "--name", "a\x1b[2Jb\tc\u009bd")
        text += self.run_on_terminal("list") + self.run_on_terminal("documents")
        text += self.run_on_terminal("list", "--json") + self.run_on_terminal("log", "--jsonl")
        self.assertNotRegex(COLOR.sub("", text), "[\x00-\x09\x0b-\x1f\x7f\u009b\u202e]")

    def test_show_names_the_next_step(self):
        identifier = self.workspace.json("export", "notes.md")["export"]["id"]
        self.assertIn(f"docexport download {identifier[:8]}", self.run_on_terminal("show", identifier))
        self.workspace.run("delete", identifier)
        self.assertIn("docexport export ", self.run_on_terminal("show", identifier, "--events"))

    def test_a_deletion_by_selector_asks(self):
        self.workspace.run("export", "notes.md")
        for answer, status in (("n\n", "completed"), ("\n", "completed"), ("y\n", "deleted")):
            terminal = Terminal(self.workspace, "delete", "--status", "completed")
            terminal.read(until="Delete 1 export? [y/N] ")
            terminal.answer(answer)
            self.assertEqual(terminal.finish(), 0)
            self.assertEqual(self.workspace.exports()[0]["status"], status, terminal.text)

    def test_a_deletion_by_id_does_not_ask(self):
        identifier = self.workspace.json("export", "notes.md")["export"]["id"]
        text = self.run_on_terminal("delete", identifier[:4])
        self.assertTrue(text.startswith(f"deleted {identifier[:8]} "), text)

    def test_results_on_a_pipe_are_lines_though_errors_go_to_a_terminal(self):
        self.workspace.run("export", "notes.md")
        master, slave = pty.openpty()
        result = subprocess.run([PROGRAM, "list"], env={**self.workspace.environment, "TERM": "xterm"}, stdout=subprocess.PIPE,
                                stderr=slave, text=True)
        os.close(slave)
        os.close(master)
        self.assertEqual(len(result.stdout.rstrip("\n").split("\t")), 9)

    def test_json_is_indented_for_people(self):
        self.assertTrue(self.run_on_terminal("list", "--json").startswith('{\n  "exports": []'))

    def test_a_download_says_where_the_file_is(self):
        identifier = self.workspace.json("export", "notes.md")["export"]["id"]
        self.assertRegex(self.run_on_terminal("download", identifier), r"\Asaved \./notes\.json \(\d+ B, sha256 verified\)\n\Z")


if __name__ == "__main__":
    unittest.main(verbosity=2)
