"""One operation of an object store (tests/support/store_probe.cpp) in a workspace."""
import json
import os
import subprocess

PROGRAM = os.environ["DOCEXPORT_STORE_PROBE"]


class Probe:
    def __init__(self, store, workspace):
        self.store = store
        self.workspace = workspace

    def run(self, *arguments, environment=None):
        """What the store says: the exit code and the JSON."""
        result = subprocess.run([PROGRAM, self.store, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env={**self.workspace.environment, **(environment or {})}, text=True, timeout=120,
                                check=False)
        return result.returncode, json.loads(result.stdout)
