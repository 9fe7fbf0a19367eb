"""Faults on demand: what to do instead of, or besides, the right thing, and for which requests.

A script is a JSON list of faults. The first that fits a request and is not used up plays:

  operation   "PutObject", "ListObjectsV2" …; absent: any
  key         a shell pattern; absent: any
  skip        let so many fitting requests pass first (0)
  times       play so many times (1)

and one or several of these:

  status, code, region     answer so at once; `code` is S3's, `region` goes into the error's Region element
  body                     with `status`: this body in place of the error's; alone: this body after doing the right thing
  pad_body, pad_headers    make the answer's body so many bytes longer, or add so many headers of 100 bytes
  headers                  set these headers of the answer; null takes one away
  truncate                 send only so many bytes of the answer's body, and close
  reset                    "before": reset the connection without reading the body; "after_body": having read it;
                           "after_success": having done the right thing, so that the answer is lost;
                           "mid_answer": after half of the answer's body
  delay                    seconds to wait before the answer
  ignore_headers           do the right thing as if these headers had not come
  damage                   flip a bit of the object: as it is stored, or as it is sent
  drop_metadata            store the object without its metadata
  forget                   say yes to a PUT and store nothing
  refuse_keys              of a DeleteObjects: these stay, with the given code ({"key": "AccessDenied"})
"""

import dataclasses
import fnmatch
import threading

KNOWN = {"operation", "key", "skip", "times", "status", "code", "region", "body", "pad_body", "pad_headers", "headers",
         "truncate", "reset", "delay", "ignore_headers", "damage", "drop_metadata", "forget", "refuse_keys"}


@dataclasses.dataclass
class Fault:
    rule: dict
    skip: int
    times: int

    def fits(self, request):
        return (self.rule.get("operation") in (None, request.operation)
                and fnmatch.fnmatchcase(request.key, self.rule.get("key", "*")))


class Script:
    def __init__(self):
        self.faults = []
        self.lock = threading.Lock()

    def load(self, rules):
        for rule in rules:
            unknown = set(rule) - KNOWN
            if unknown:
                raise ValueError(f"unknown in a fault: {', '.join(sorted(unknown))}")
        with self.lock:
            self.faults = [Fault(rule, rule.get("skip", 0), rule.get("times", 1)) for rule in rules]

    def take(self, request):
        """The rule to play for this request; empty when nothing is to go wrong."""
        with self.lock:
            for fault in self.faults:
                if fault.times == 0 or not fault.fits(request):
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                return fault.rule
        return {}


def flip_bit(body):
    return bytes([body[0] ^ 1]) + body[1:] if body else b"\x01"
