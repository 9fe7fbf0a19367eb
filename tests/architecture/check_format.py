"""check_format.py CLANG_FORMAT ROOT: what clang-format would change, as errors with their lines."""

import subprocess
import sys
from pathlib import Path

from project_tree import source_files


def main():
    clang_format, root = sys.argv[1], Path(sys.argv[2]).resolve()
    files = [str(path) for path in source_files(root)]
    if not files:
        sys.exit("no source files found")
    sys.exit(subprocess.run([clang_format, "--dry-run", "-Werror", *files], check=False).returncode)


if __name__ == "__main__":
    main()
