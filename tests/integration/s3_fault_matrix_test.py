"""Every fault of fault_table.py in every operation that can meet it, over http and https.

DOCEXPORT_FAULT_CELLS narrows it: a part of a cell's name, as in "ListParts" or "500 always, GetObject, https".
"""
import collections
import concurrent.futures
import os
import socket
import threading
import time
import traceback
import unittest

from fault_scenes import SCENES
from fault_table import ELSEWHERE, FAULTS, cells
from loopback import ACCOUNTS, CERTIFICATES, Loopback
from workspace import SANITIZED

WORKERS = 8
SLOWEST = 90 if SANITIZED else 45  # seconds: the stall limit, and what a busy machine takes besides
HERE = os.path.dirname(os.path.abspath(__file__))
CHOSEN = os.environ.get("DOCEXPORT_FAULT_CELLS", "")


class Trap:
    """A listener that redirects lead to. Whoever comes has followed one."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.callers = 0
        threading.Thread(target=self.serve, daemon=True).start()

    @property
    def url(self):
        return ELSEWHERE.format(trap=self.listener.getsockname()[1])

    def serve(self):
        while True:
            connection, _ = self.listener.accept()
            self.callers += 1
            connection.close()


class Cell(unittest.TestCase):
    """One fault in one operation; not collected as a test, but walked by FaultMatrix."""

    def __init__(self, fault, operation, scheme, trap):
        super().__init__("run_cell")
        self.fault, self.operation, self.scheme, self.trap = fault, operation, scheme, trap
        self.scene = SCENES[operation]()

    def run_cell(self):
        with Loopback(self.scheme) as loopback:
            self.scene.prepare(loopback)
            loopback.take_log()
            result = self.meet(loopback)
            self.check_result(loopback, result)
            self.recover(loopback)

    def meet(self, loopback):
        rule = dict(self.fault.rule)
        if "location" in rule.get("headers", {}):
            rule["headers"] = {**rule["headers"], "location": self.trap.url}
        loopback.play(*(self.scene.rules(rule) if rule else self.scene.rules({})[:-1]))
        gate = loopback.server.gate
        gate.clock_offset = self.fault.settings.get("clock_offset", 0)
        gate.region = self.fault.settings.get("region", gate.region)
        loopback.server.service.quirks.change(self.fault.settings)
        began = time.monotonic()
        result = self.scene.meet(loopback, self.fault.environment)
        took = time.monotonic() - began
        self.assertLess(took, SLOWEST)
        return result

    def check_result(self, loopback, result):
        self.assertIn(result.returncode, self.fault.outcome.codes, result.stderr)
        if result.returncode not in (0, 3):
            self.assertIn(len(result.stderr.splitlines()), range(1, self.scene.lines + 1), result.stderr)
        for secret in (loopback.account.secret, "Signature=", "X-Amz-Signature", "AWS4-HMAC"):
            self.assertNotIn(secret, result.stdout + result.stderr)
        least, most = self.fault.outcome.tries
        tries = self.count_tries(loopback.take_log())
        self.assertTrue(least <= tries <= most, f"{tries} tries, {self.fault.outcome.tries} expected")
        if self.fault.rule:
            self.assertGreater(loopback.server.script.played, len(self.scene.rules({})) - 1, "the fault was not met")
        self.scene.check(self, loopback, result)
        self.assertEqual(self.trap.callers, 0, "a redirect was followed")

    def count_tries(self, log):
        """How often one and the same request came."""
        if self.fault.rule.get("refuse"):
            return 0  # whoever is refused is not seen
        counts = collections.Counter(
            (each["key"], each["query"].get("partNumber"), each["query"].get("uploadId"))
            for each in log if each["operation"] == self.scene.operation)
        return max(counts.values(), default=0)

    def recover(self, loopback):
        if self.fault.rule.get("refuse") or self.fault.rule.get("replace"):
            return
        loopback.play()
        loopback.server.gate.clock_offset = 0
        if self.fault.rule.get("damage") == "stored":
            return self.check_damage_is_found(loopback)
        self.scene.recover(self, loopback)
        if loopback.workspace.database.exists():
            loopback.age_uploads(days=2)  # one whose id was lost may be another process's for a day
            pruned = loopback.run("prune")
            self.assertEqual(pruned.returncode, 0, pruned.stderr)
            loopback.check(self)
            self.assertEqual(list(loopback.open_uploads), [], "an upload was left open")


    def check_damage_is_found(self, loopback):
        """Nobody could see it when it was stored; who reads it does."""
        result = loopback.run("download", *loopback.ids(), "--output", "damaged.csv")
        self.assertNotEqual(result.returncode, 0)
        self.assertFalse((loopback.workspace.folder / "damaged.csv").exists())


class FaultMatrix(unittest.TestCase):
    maxDiff = 0  # the message has it all, a cell a line

    def test_every_cell(self):
        trap = Trap()
        chosen = [each for each in cells() if CHOSEN in name_of(each)]
        # Those that wait for the stall limit first: they need no processor.
        chosen.sort(key=lambda each: not {"hang", "seconds_per_byte"} & set(each[0].rule))
        waiting = [each for each in chosen if {"hang", "seconds_per_byte"} & set(each[0].rule)]
        with concurrent.futures.ThreadPoolExecutor(WORKERS + len(waiting)) as pool:
            failures = [each for each in pool.map(lambda cell: run(cell, trap), chosen) if each]
        print(f"{len(chosen)} cells, {len(chosen) - len(failures)} as expected", flush=True)
        self.assertEqual(failures, [], "\n".join(f"{name}: {story}" for name, story in failures))

    def test_the_table_is_large_enough(self):
        self.assertGreaterEqual(len(cells()), 150)
        self.assertEqual(len({fault.name for fault in FAULTS}), len(FAULTS))


class Certificates(unittest.TestCase):
    """A server that cannot prove who it is gets no request, and no second chance."""

    def check_untrusted(self, certificate, environment=None):
        with Loopback("https", certificate=certificate) as loopback:
            loopback.workspace.write("document.csv", "a,b\n1,2\n")
            result = loopback.run("export", "document.csv", environment=environment)
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertIn("certificate", result.stderr)
            self.assertEqual(loopback.take_log(), [])

    def test_another_host(self):
        self.check_untrusted(CERTIFICATES.get().wrong_host)

    def test_expired(self):
        self.check_untrusted(CERTIFICATES.get().expired)

    def test_an_authority_that_nobody_knows(self):
        self.check_untrusted(CERTIFICATES.get().good, {"AWS_CA_BUNDLE": ""})

    def test_plain_answers_where_tls_is_expected(self):
        with Loopback() as loopback:
            loopback.workspace.write("document.csv", "a,b\n1,2\n")
            result = loopback.run("export", "document.csv",
                                  environment={"AWS_ENDPOINT_URL": loopback.endpoint.replace("http", "https")})
            self.assertIn(result.returncode, (2, 6), result.stderr)
            self.assertEqual(loopback.take_log(), [])


def name_of(cell):
    fault, operation, scheme = cell
    return f"{fault.name}, {operation}, {scheme}"


def run(cell, trap):
    """The name of the cell and what went wrong, or nothing."""
    try:
        Cell(*cell, trap).run_cell()
    except Exception as error:  # of whatever kind: it is told with the cell's name, and the others go on
        places = [f"{each.name}:{each.lineno}" for each in traceback.extract_tb(error.__traceback__)
                  if each.filename.startswith(HERE)]
        return name_of(cell), f"{places[-1]}: {error!r}"
    return None


def load_tests(loader, _tests, _pattern):
    return unittest.TestSuite(loader.loadTestsFromTestCase(each) for each in (FaultMatrix, Certificates))


if __name__ == "__main__":
    unittest.main(verbosity=2)
