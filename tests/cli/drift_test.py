"""The parser, the help, the man pages and the completions say the same: all of it, and nothing else."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from workspace import Workspace

MAN = pathlib.Path(os.environ["DOCEXPORT_SOURCE"]) / "man"
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*(?![\w-])")
# scdoc writes these paragraph macros, whatever the page says.
SCDOC_HABITS = "skipping paragraph macro"


def commands_of(tree):
    """All commands below the program, with the program itself as the first."""
    yield tree
    for command in tree["commands"]:
        yield from commands_of(command)


def page_of(name):
    """`docexport documents list` is described in docexport-documents.1."""
    words = name.split()[:2]
    return MAN / f"{'-'.join(words)}.1.scd"


def documented_options(text):
    """Options that a page describes: in the lines before an indented paragraph."""
    lines = text.splitlines()
    found = set()
    for line, following in zip(lines, lines[1:]):
        if following.startswith("\t") and line.startswith("*-"):
            found.update(OPTION.findall(line.replace("*", " ")))
    return found


class Drift(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.workspace = Workspace()
        cls.addClassCleanup(cls.workspace.close)
        cls.tree = json.loads(cls.workspace.run("--dump-cli").stdout)
        cls.commands = list(commands_of(cls.tree))

    def names(self, command):
        return {name for option in command["options"] for name in option["names"]}

    def help_of(self, command):
        result = self.workspace.run(*command["name"].split()[1:], "--help", environment={"COLUMNS": "100"})
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result.stdout

    def test_there_is_a_page_for_each_command_and_a_command_for_each_page(self):
        expected = {"docexport.1.scd"} | {page_of(command["name"]).name for command in self.tree["commands"]}
        self.assertEqual({page.name for page in MAN.glob("*.scd")}, expected)
        main = (MAN / "docexport.1.scd").read_text()
        for command in self.tree["commands"]:
            word = command["name"].split()[-1]
            self.assertIn(f"\n*{word}*\n\t", main)
            self.assertIn(f"*docexport-{word}*(1)", main)

    def test_each_page_describes_the_options_of_its_command_and_no_others(self):
        for command in self.tree["commands"] + [self.tree]:
            with self.subTest(command=command["name"]):
                own = self.names(command)
                for action in command["commands"] if command is not self.tree else []:
                    own |= self.names(action)
                self.assertEqual(documented_options(page_of(command["name"]).read_text()), own)

    def test_each_page_names_types_positionals_actions_and_examples(self):
        for command in self.commands:
            page = page_of(command["name"]).read_text()
            # In scdoc an underscore within a word needs no escape; a line may break anywhere.
            with self.subTest(command=command["name"]):
                for option in command["options"]:
                    if option["type"] and option["names"] != ["--sort"]:
                        self.assertIn(f"*{option['names'][-1]}* _{option['type']}_", page)
                    if option["default"]:
                        self.assertIn(option["default"].lstrip("-"), page)
                for positional in command["positionals"]:
                    self.assertIn(f"\n_{positional['name']}_\n\t", page)
                for action in command["commands"]:
                    self.assertIn(f"*{action['name'].split()[-1]}*", page)
                for example in self.examples_of(command):
                    self.assertIn(example.replace("*", r"\*"), page)

    def examples_of(self, command):
        head, _, rest = self.help_of(command).partition("\nExamples:\n")
        return [line.strip() for line in rest.split("\n\n")[0].splitlines()]

    def test_the_help_shows_each_option_and_no_others(self):
        for command in self.commands:
            with self.subTest(command=command["name"]):
                text = self.help_of(command)
                lines = [line for line in text.splitlines() if re.match(r"  ( {4})?-", line)]
                shown = {name for line in lines for name in OPTION.findall(re.match(r" *(-\w, )?--?[a-z-]+", line)[0])}
                self.assertEqual(shown, self.names(command) | self.names(self.tree) if command is not self.tree
                                 else self.names(self.tree))
                for positional in command["positionals"]:
                    self.assertIn(f"  {positional['name']}  ", text)
                for action in command["commands"]:
                    self.assertIn(f"  {action['name'].split()[-1]} ", text)

    def test_exit_codes_of_the_page_are_those_of_the_program(self):
        page = (MAN / "docexport.1.scd").read_text()
        table = page[page.index("# EXIT STATUS"):page.index("# ENVIRONMENT")]
        documented = dict(re.findall(r"^\*(\d+)\*\n\t(.*)$", table, re.M))
        self.assertEqual(documented, {code["code"]: code["meaning"] for code in self.tree["exit_codes"]})
        topic = self.workspace.run("help", "exit-codes").stdout
        for code, meaning in documented.items():
            self.assertRegex(topic, rf"(?m)^ *{code}  {re.escape(meaning)}$")

    def test_variables_of_the_page_are_those_of_the_topic(self):
        page = (MAN / "docexport.1.scd").read_text()
        section = page[page.index("# ENVIRONMENT"):page.index("# FILES")]
        in_page = set(re.findall(r"\*([A-Za-z_0-9]+_[A-Za-z_0-9]+|[A-Z]+)\*", section))
        in_topic = set(re.findall(r"^([A-Z][A-Z_0-9]+(?:, [A-Za-z_0-9]+)*)(?= {2}|$)", self.workspace.run("help", "environment").stdout, re.M))
        in_topic = {name for names in in_topic for name in names.split(", ")}
        self.assertEqual(in_page, in_topic)

    def test_topics_have_help_and_stand_in_the_page(self):
        page = (MAN / "docexport-help.1.scd").read_text()
        for topic in self.tree["topics"]:
            self.assertEqual(self.workspace.run("help", topic).returncode, 0)
            self.assertIn(f"*{topic}*", page)

    def test_completion_offers_each_option_command_and_choice(self):
        for command in self.commands:
            words = command["name"].split()
            with self.subTest(command=command["name"]):
                self.assertEqual(self.offered(*words, "-"), self.names(command) | self.names(self.tree)
                                 | self.parent_names(command))
                below = {action["name"].split()[-1] for action in command["commands"]}
                self.assertEqual(self.offered(*words, "") & below, below)
                for option in command["options"]:
                    if option["type"] and "|" in option["type"]:
                        self.assertEqual(self.offered(*words, option["names"][-1], ""), set(option["type"].split("|")))

    def parent_names(self, command):
        parents = [other for other in self.commands if command["name"].startswith(other["name"] + " ")]
        return {name for parent in parents for name in self.names(parent)}

    def offered(self, *words):
        result = self.workspace.run("__complete", "bash", str(len(words) - 1), "--", *words)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return {line.split("\t")[0] for line in result.stdout.splitlines() if not line.startswith(":")}

    @unittest.skipUnless(shutil.which("scdoc") and shutil.which("mandoc"), "scdoc or mandoc is not installed")
    def test_pages_are_clean(self):
        for page in sorted(MAN.glob("*.scd")):
            with self.subTest(page=page.name):
                built = subprocess.run(["scdoc"], input=page.read_bytes(), stdout=subprocess.PIPE, check=True).stdout
                lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=built, stdout=subprocess.PIPE)
                complaints = [line for line in lint.stdout.decode().splitlines() if SCDOC_HABITS not in line]
                self.assertEqual(complaints, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
