"""check_shell_scripts.py SHELLCHECK ROOT: shellcheck on every shell script of the project."""

import re
import subprocess
import sys
from pathlib import Path

from project_tree import text_files

SHELL_LINE = re.compile(r"\A#(?:!.*\b(?:ba)?sh\b|\s*shellcheck shell=)")


def main():
    shellcheck, root = sys.argv[1], Path(sys.argv[2]).resolve()
    scripts = [str(path.relative_to(root)) for path, text in text_files(root) if SHELL_LINE.match(text)]
    if not scripts:
        sys.exit("no shell scripts found")
    sys.exit(subprocess.run([shellcheck, "--external-sources", *scripts], cwd=root, check=False).returncode)


if __name__ == "__main__":
    main()
