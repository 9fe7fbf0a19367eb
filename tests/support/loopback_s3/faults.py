"""Faults on demand: what to do instead of, or besides, the right thing, and for which requests.

A script is a JSON list of faults. The first that fits a request and is not used up plays:

  operation   "PutObject", "ListObjectsV2" …, or a list of them; absent: any
  key         a shell pattern; absent: any
  part        an UploadPart's number; absent: any
  skip        let so many fitting requests pass first (0)
  times       play so many times (1); -1: always

and one or several of these:

  status, code, region     answer so at once; `code` is S3's, `region` goes into the error's Region element
  after                    with `status`: having done the right thing
  early                    with `status`: without reading the body, and close
  body                     with `status`: this body in place of the error's; alone: this body after doing the right thing
  cut_body                 leave out the end of the answer's body: so many bytes stay
  pad_body, pad_headers    make the answer's body so many bytes longer, or add so many headers of 100 bytes
  headers                  set these headers of the answer; null takes one away
  length_off               let Content-Length be so much more than the body, or less, and close after it
  white_space              send so many blanks, one each 0.1 s, between the head of the answer and its body
  truncate                 send only so many bytes of the answer's body, and close
  reset                    "before": reset the connection without reading the body; "after_body": having read it;
                           "after_success": having done the right thing, so that the answer is lost;
                           "mid_answer": after half of the answer's body
  refuse                   with `reset`: and take no connection any more
  hang                     "before": say nothing, and do not read the body; "after_body": say nothing, having read it;
                           "after_success": say nothing, having done the right thing
  delay                    seconds to wait before the answer
  seconds_per_byte         send the answer byte by byte
  ignore_headers           do the right thing as if these headers had not come
  damage                   flip a bit: "received": of the body as it comes; "stored": of what is kept, after all checks;
                           "sent": of the answer's body; true: "sent" for a GET, else before the body's checksum is looked at
  drop_metadata            store the object without its metadata
  forget                   say yes to a PUT and store nothing
  forget_upload            forget the upload that the request names before the right thing is done
  replace                  put another object of the same size in its place, having done the right thing
  listing                  "repeat": there is more, always the same; "no_token": there is more, but not how to get it;
                           "unordered": the last comes first
  refuse_first             of a DeleteObjects: the first key stays, with this code
  refuse_keys              of a DeleteObjects: nothing is done, and these have failed ({"key": "AccessDenied"})
"""

import dataclasses
import fnmatch
import re
import threading

SELECTORS = {"operation", "key", "part", "skip", "times"}
KNOWN = SELECTORS | {
    "status", "code", "region", "after", "early", "body", "cut_body", "pad_body", "pad_headers", "headers", "length_off",
    "white_space", "truncate", "reset", "refuse", "hang", "delay", "seconds_per_byte", "ignore_headers", "damage",
    "drop_metadata", "forget", "forget_upload", "replace", "listing", "refuse_first", "refuse_keys"}


@dataclasses.dataclass
class Fault:
    rule: dict
    skip: int
    times: int
    played: int = 0

    def fits(self, request):
        wanted = self.rule.get("operation", request.operation)
        return (request.operation in ([wanted] if isinstance(wanted, str) else wanted)
                and fnmatch.fnmatchcase(request.key, self.rule.get("key", "*"))
                and self.rule.get("part") in (None, int(request.parameter("partNumber", "0"))))


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
                fault.played += 1
                return fault.rule
        return {}

    @property
    def played(self):
        """How many times a fault has been played."""
        with self.lock:
            return sum(fault.played for fault in self.faults)


def flip_bit(body):
    """In the middle, where neither a head nor an end would give it away."""
    if not body:
        return b"\x01"
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1:]


def spoil_listing(kind, body):
    text = body.decode()
    if kind == "unordered":
        entries = re.findall(r"<Contents>.*?</Contents>|<Part>.*?</Part>", text, flags=re.DOTALL)
        start = text.index(entries[0]) if entries else 0
        end = start + sum(map(len, entries))
        return (text[:start] + "".join(reversed(entries)) + text[end:]).encode()
    text = re.sub(r"<Next(\w+)>.*?</Next\1>", "", text)
    token = "<NextContinuationToken>again</NextContinuationToken><NextPartNumberMarker>0</NextPartNumberMarker>"
    return text.replace("<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated>" +
                        (token if kind == "repeat" else "")).encode()
