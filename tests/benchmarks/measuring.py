"""Running a program and measuring it from outside."""

import os
import statistics
import subprocess
import time
from pathlib import Path


def milliseconds_of(command, environment):
    """One run, output thrown away."""
    with open(os.devnull, "r+b") as null:
        actions = [(os.POSIX_SPAWN_DUP2, null.fileno(), number) for number in (0, 1)]
        begin = time.perf_counter()
        process = os.posix_spawnp(command[0], command, environment, file_actions=actions)
        _, status = os.waitpid(process, 0)
        milliseconds = (time.perf_counter() - begin) * 1000
    if status != 0:
        raise SystemExit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return milliseconds


def medians(commands, environment, runs):
    """The median of each command; the commands take turns, so that a slow moment hits all of them."""
    for command in commands:
        milliseconds_of(command, environment)
    times = [[milliseconds_of(command, environment) for command in commands] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*times)]


def descendants(process):
    found = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in path.read_text(encoding="ascii").split():
                found += [int(child), *descendants(int(child))]
        except OSError:
            continue
    return found


def peak_bytes(process):
    """The most memory the process has had resident; 0 when it is gone."""
    try:
        for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def run_watched(command, environment, stdin=None):
    """(seconds, peak memory of the program, of its hungriest descendant), looked at 100 times a second."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL,
                               stdin=None if stdin is None else subprocess.PIPE)
    if stdin is not None:
        process.stdin.write(stdin)
        process.stdin.close()
    parent_peak = child_peak = 0
    while process.poll() is None:
        parent_peak = max(parent_peak, peak_bytes(process.pid))
        child_peak = max([child_peak, *(peak_bytes(child) for child in descendants(process.pid))])
        time.sleep(0.01)
    seconds = time.perf_counter() - begin
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return seconds, parent_peak, child_peak
