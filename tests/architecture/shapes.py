"""Length of files, what may lie at the top, what must not be written anywhere."""

import re

from project_tree import project_files, source_files, text_files

LONGEST_FILE = 300
LONGEST_PUBLIC_HEADER = 150
MEASURED_SUFFIXES = {".cpp", ".hpp", ".py", ".sh", ".cmake"}
MEASURED_NAMES = {"CMakeLists.txt"}
# Data in the clothes of a source file is as long as it is.
UNMEASURED_FOLDERS = {"fixtures", "seeds", "vectors"}

TOP_LEVEL = {
    ".ci", ".clang-format", ".clang-tidy", ".gitignore", "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json",
    "LICENSE", "README.md", "completions", "include", "man", "schema", "scripts", "src", "tests",
}
REQUIRED = {"CHANGELOG.md", "LICENSE", "README.md", "src/ARCHITECTURE.md"}

# Written in two halves, so that this file passes its own rule.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME)\b")
MACHINE_PATH = re.compile(r"(?<![\w.>)}\]])/(?:wo" r"rk/|ro" r"ot/\.)")

TYPE = re.compile(r"^(?:struct|class|enum class|enum) (\w+)\b(?!::)[^;]*\{", re.MULTILINE)
ANONYMOUS = re.compile(r"^namespace \{$.*?^\}  // namespace$", re.MULTILINE | re.DOTALL)


def file_length(root):
    """A file stays below 300 lines; a public header, which aims at 60, below 150."""
    for path in project_files(root):
        where = path.relative_to(root)
        is_measured = path.suffix in MEASURED_SUFFIXES or path.name in MEASURED_NAMES or where.parts[0] == "scripts"
        if not is_measured or UNMEASURED_FOLDERS.intersection(where.parts):
            continue
        longest = LONGEST_PUBLIC_HEADER if where.parts[0] == "include" else LONGEST_FILE
        lines = len(path.read_bytes().splitlines())
        if lines >= longest:
            yield f"{where}: {lines} lines, below {longest} is the rule"


def top_level(root):
    """At the top lies what belongs there, and nothing is missing."""
    files = [path.relative_to(root) for path in project_files(root)]
    for name in sorted({path.parts[0] for path in files} - TOP_LEVEL):
        yield f"{name}: not an entry of the top level (tests/architecture/shapes.py)"
    for name in sorted(REQUIRED - {path.as_posix() for path in files}):
        yield f"{name}: missing"
    licence = root / "LICENSE"
    if licence.is_file() and "GNU GENERAL PUBLIC LICENSE" not in licence.read_text(encoding="utf-8")[:200]:
        yield "LICENSE: not the GNU General Public License"


def finished_text(root):
    """No marks of unfinished work, no paths of somebody's machine."""
    for path, text in text_files(root):
        for number, line in enumerate(text.splitlines(), start=1):
            for pattern, cause in ((UNFINISHED, "a mark of unfinished work"), (MACHINE_PATH, "a path of one machine")):
                found = pattern.search(line)
                if found:
                    yield f"{path.relative_to(root)}:{number}: {found.group(0)}: {cause}"


def type_names(root):
    """A type has its name for itself: of two, a program that links both takes the functions of one."""
    homes = {}
    for path in source_files(root):
        where = path.relative_to(root)
        if where.parts[0] not in ("src", "include"):
            continue
        for name in TYPE.findall(ANONYMOUS.sub("", path.read_text(encoding="utf-8"))):
            first = homes.setdefault(name, where)
            if first != where:
                yield f"{where}: {name} is a type in {first}, too"
