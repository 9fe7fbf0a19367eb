"""Completion in real shells: bash by COMP_WORDS, fish by `complete -C`, zsh on a terminal."""
import os
import pathlib
import shutil
import subprocess
import unittest

from workspace import PROGRAM, Workspace

SCRIPTS = pathlib.Path(os.environ["DOCEXPORT_SOURCE"]) / "completions"


class Completion(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("notes.md", "# Notes\n")
        self.workspace.write("with space.md", "# Space\n")
        self.bin = self.workspace.folder / "bin"
        self.bin.mkdir()
        (self.bin / "docexport").symlink_to(PROGRAM)
        self.environment = {**self.workspace.environment, "PATH": f"{self.bin}:{os.environ['PATH']}", "TERM": "xterm"}

    def shell(self, *command, **options):
        result = subprocess.run(command, env=self.environment, cwd=self.workspace.folder, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60, **options)
        self.assertEqual(result.stderr, "")
        return result.stdout

    def bash(self, *words):
        script = (f'source "{SCRIPTS}/docexport.bash"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  '_docexport 2>/dev/null; printf "%s\\n" "${COMPREPLY[@]}"')
        return self.shell("bash", "-c", script, "bash", "docexport", *words).splitlines()

    def test_scripts_are_short(self):
        for script in SCRIPTS.iterdir():
            if script.name != "CMakeLists.txt":
                self.assertLess(len(script.read_text().splitlines()), 40, script)

    def test_printed_scripts_are_the_files(self):
        for shell, name in (("bash", "docexport.bash"), ("zsh", "_docexport"), ("fish", "docexport.fish")):
            self.assertEqual(self.workspace.run("completion", shell).stdout, (SCRIPTS / name).read_text())

    def test_bash(self):
        self.assertEqual(self.bash("exp"), ["export"])
        self.assertEqual(self.bash("export", "--for"), ["--format", "--force"])
        self.assertEqual(self.bash("export", "--format", "j"), ["json", "jsonl"])
        self.assertEqual(self.bash("export", "--format", "=", "c"), ["csv"])
        self.assertEqual(self.bash("list", "--status", "failed,co"), ["failed,completed"])
        self.assertEqual(self.bash("add", "n"), ["notes.md"])
        self.assertEqual(self.bash("add", "with"), ["with space.md"])

    def test_bash_completes_ids(self):
        identifier = self.workspace.json("export", "notes.md")["export"]["id"]
        self.assertEqual(self.bash("show", identifier[:3]), [identifier])
        self.assertEqual(self.bash("--db", "nowhere.db", "show", identifier[:3]), [""])
        document = self.workspace.exports()[0]["document_id"]
        self.assertEqual(self.bash("export", document[:8]), [document])

    def test_completion_only_looks(self):
        identifier = self.workspace.json("export", "notes.md")["export"]["id"]
        # As a process that was killed leaves it.
        subprocess.run(["sqlite3", self.workspace.database,
                        "UPDATE exports SET status = 'processing', completed_at = NULL; UPDATE attempts SET finished_at = NULL, "
                        "outcome = NULL;"], check=True)
        before = self.workspace.database.read_bytes()
        self.assertEqual(self.bash("show", identifier[:8]), [identifier])
        self.assertEqual(self.workspace.database.read_bytes(), before)
        self.assertNotEqual(self.workspace.exports()[0]["status"], "processing")

    def test_the_newest_fifty_come_with_name_and_age(self):
        for number in range(3):
            self.workspace.run("export", *["notes.md"] * 20, "--name", f"round-{number}")
        lines = self.workspace.run("__complete", "bash", "2", "--", "docexport", "show", "").stdout.splitlines()
        self.assertEqual(len(lines), 51)
        self.assertRegex(lines[0], r"^[0-9a-f-]{36}\tround-2, completed, ")
        self.assertEqual(lines[-1], ":")

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish(self):
        def fish(line):
            command = f'source {SCRIPTS}/docexport.fish; complete --do-complete "{line}"'
            return [answer.split("\t")[0] for answer in self.shell("fish", "--no-config", "-c", command).splitlines()]

        self.assertEqual(fish("docexport exp"), ["export"])
        self.assertEqual(fish("docexport export --format j"), ["json", "jsonl"])
        self.assertEqual(fish("docexport export --format=j"), ["--format=json", "--format=jsonl"])
        self.assertIn("notes.md", fish("docexport add no"))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh(self):
        # zsh completes only in its line editor, which needs a terminal: zpty gives it one.
        script = f"""
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "PS1= ; unsetopt zle_bracketed_paste; fpath=({SCRIPTS} $fpath); autoload -Uz compinit"
            zpty -w shell "compinit -u -D; zstyle ':completion:*' list-prompt ''; cd {self.workspace.folder}; echo rea''dy"
            zpty -r shell out '*ready*'
            zpty -w -n shell $'docexport exp\\t'
            zpty -r shell out '*export*' && print found-command
            zpty -w -n shell $'--form\\tx\\t'
            zpty -r shell out '*--format*' && print found-option
            zpty -d shell
        """
        answer = self.shell("timeout", "30", "zsh", "-f", "-c", script)
        self.assertIn("found-command", answer)
        self.assertIn("found-option", answer)


if __name__ == "__main__":
    unittest.main(verbosity=2)
