"""The files of the project that the rules look at."""

import re
import subprocess
from pathlib import Path

SOURCE_SUFFIXES = {".cpp", ".hpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def project_files(root):
    """Tracked files and new ones that git does not ignore; without git, all but what a build leaves."""
    answer = subprocess.run(
        ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True, check=False)
    if answer.returncode == 0:
        names = [name for name in answer.stdout.decode().split("\0") if name]
        paths = [root / name for name in names]
    else:
        skipped = {"build", ".git", "__pycache__"}
        paths = [path for path in root.rglob("*") if not skipped.intersection(path.relative_to(root).parts)]
    return sorted(path for path in set(paths) if path.is_file() and not path.is_symlink())


def text_files(root):
    """(path, text) of each file that is text."""
    for path in project_files(root):
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def source_files(root):
    return [path for path in project_files(root) if path.suffix in SOURCE_SUFFIXES]


def includes_of(path):
    """(line number, delimiter, name) of each #include."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(1), found.group(2)


def layer_of(root, path):
    """The layer a file of src/<layer> or include/docexport/<layer> belongs to; None for all other files."""
    parts = path.relative_to(root).parts
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if parts[:2] == ("include", "docexport") and len(parts) > 3:
        return parts[2]
    return None
