"""run_clang_tidy.py CLANG_TIDY ROOT BUILD: clang-tidy on each file of src in the build's compile database.

A file that passed is passed over until it, a project header it includes, its command or .clang-tidy changes; ninja knows
the headers. What passed is remembered by its hash in the user's cache folder, as ccache does, for every clone.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def headers_by_object(root, build):
    """The project's headers that each object was compiled with."""
    answer = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], capture_output=True, text=True, check=True)
    headers = {}
    current = None
    for line in answer.stdout.splitlines():
        if line and not line.startswith((" ", "ninja:")):
            current = headers.setdefault(line.split(":", 1)[0], [])
        elif current is not None and line.strip():
            path = (build / line.strip()).resolve()
            if path.is_relative_to(root) and path.suffix == ".hpp":
                current.append(path)
    return headers


def sources_of(root, build):
    """(source, object, command) of each file of src, once."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    seen = set()
    for entry in entries:
        source = Path(entry["file"])
        if source.is_relative_to(root / "src") and source not in seen:
            seen.add(source)
            yield source, re.search(r" -o (\S+)", entry["command"]).group(1), entry["command"]


def fingerprint(paths, text):
    digest = hashlib.sha256(text.encode())
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes() if path.exists() else b"").digest())
    return digest.hexdigest()


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    clang_tidy, root, build = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()
    stamps = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "docexport-tidy"
    stamps.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([clang_tidy, "--version"], capture_output=True, text=True, check=True).stdout
    headers = headers_by_object(root, build)

    def check(item):
        source, object_file, command = item
        inputs = [source, root / ".clang-tidy", *sorted(headers.get(object_file, []))]
        # Two clones differ in nothing but their folders.
        stamp = stamps / fingerprint(inputs, version + command.replace(str(build), "BUILD").replace(str(root), "ROOT"))
        is_known = object_file in headers
        if is_known and stamp.exists():
            return None
        answer = subprocess.run(
            [clang_tidy, "--quiet", "--warnings-as-errors=*", "-p", str(build), str(source)],
            capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            return answer.stdout + answer.stderr
        if is_known:
            stamp.touch()
        return ""

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(check, sources_of(root, build)))
    complaints = [result for result in results if result]
    print(*complaints, sep="\n")
    print(f"{len(results)} files: {results.count(None)} unchanged since they passed, {len(complaints)} with complaints")
    sys.exit(1 if complaints or not results else 0)


if __name__ == "__main__":
    main()
