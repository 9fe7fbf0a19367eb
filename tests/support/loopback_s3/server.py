"""The HTTP side: reads requests, lets the gate check them, plays faults, answers."""

import email.utils
import http.server
import json
import socket
import struct
import time
import uuid

import faults
import listing
from authentication import Gate
from failure import S3Failure
from operations import Answer, Service
from request import Request

MAX_BODY = 1 << 30
SECRET_HEADERS = {"authorization", "x-amz-security-token"}


class Reset(Exception):
    """The connection is to be reset instead of an answer."""


class LoopbackServer(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, accounts, region):
        super().__init__(("127.0.0.1", 0), Connection)
        self.gate = Gate(accounts, region)
        self.service = Service()
        self.script = faults.Script()
        self.log = []

    def handle_error(self, request, client_address):
        """A client that goes away is what tests do on purpose."""


class Connection(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "loopback-s3"
    wbufsize = -1

    def do_request(self):
        self.request_id = uuid.uuid4().hex[:16].upper()
        if self.path.startswith("/_"):
            return self.control()
        try:
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers)
            rule = self.server.script.take(request)
            if rule.get("reset") == "before":
                raise Reset
            request.body = self.read_body()
            answer = self.decide(request, rule)
        except S3Failure as failure:
            request, rule, answer = None, {}, self.failure_answer(failure)
        except Reset:
            return self.reset()
        self.deliver(answer, rule)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_request

    def read_body(self):
        length = self.headers.get("content-length")
        if "transfer-encoding" in self.headers or (length is None and self.command in ("PUT", "POST")):
            self.close_connection = True
            raise S3Failure(411, "MissingContentLength")
        if int(length or 0) > MAX_BODY:
            self.close_connection = True
            raise S3Failure(400, "EntityTooLarge")
        body = self.rfile.read(int(length or 0))
        if len(body) < int(length or 0):
            raise Reset  # the client gave up
        return body

    def decide(self, request, rule):
        """Does the right thing, but for what the rule says."""
        if rule.get("reset") == "after_body":
            raise Reset
        self.note(request)
        try:
            self.server.gate.check(request)
            if "status" in rule:
                return self.scripted_answer(rule)
            answer = self.perform(request, rule)
        except S3Failure as failure:
            answer = self.failure_answer(failure)
        if "body" in rule:
            answer.body = rule["body"].encode()
        return answer

    def perform(self, request, rule):
        for name in rule.get("ignore_headers", ()):
            request.headers.pop(name, None)
        if rule.get("forget"):
            return Answer(headers={"ETag": '"forgotten"'})
        if rule.get("drop_metadata"):
            request.headers = {n: v for n, v in request.headers.items() if not n.startswith("x-amz-meta-")}
        if rule.get("refuse_keys"):
            return Answer(body=listing.delete_answer([], rule["refuse_keys"].items()))
        if rule.get("damage") and request.operation == "PutObject":
            request.body = faults.flip_bit(request.body)
        answer = self.server.service.perform(request)
        if rule.get("damage") and request.operation == "GetObject":
            answer.body = faults.flip_bit(answer.body)
        return answer

    def scripted_answer(self, rule):
        details = {"Region": rule["region"]} if "region" in rule else {}
        failure = S3Failure(rule["status"], rule.get("code", "InternalError"), "scripted", **details)
        return self.failure_answer(failure)

    def failure_answer(self, failure):
        body = failure.body(self.request_id)
        return Answer(failure.status, {"Content-Type": "application/xml"}, b"" if self.command == "HEAD" else body)

    def note(self, request):
        shown = {name: value for name, value in request.headers.items() if name not in SECRET_HEADERS}
        self.server.log.append({"operation": request.operation, "bucket": request.bucket, "key": request.key,
                                "target": request.target.partition("?")[0], "headers": shown,
                                "client_port": self.client_address[1]})

    def deliver(self, answer, rule):
        time.sleep(rule.get("delay", 0))
        if rule.get("reset") == "after_success":
            return self.reset()
        body = answer.body + b" " * rule.get("pad_body", 0)
        headers = {"Server": self.server_version, "x-amz-request-id": self.request_id,
                   "Date": email.utils.formatdate(self.server.gate.now(), usegmt=True),
                   "Content-Length": str(len(body)), **answer.headers}
        if answer.status == 204:
            del headers["Content-Length"]
        headers |= {f"x-padding-{number}": "x" * 80 for number in range(rule.get("pad_headers", 0))}
        changed = {name.lower(): value for name, value in rule.get("headers", {}).items()}
        headers = {n: v for n, v in headers.items() if n.lower() not in changed}
        headers |= {n: v for n, v in changed.items() if v is not None}
        self.send_response_only(answer.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.send_body(body, rule)

    def send_body(self, body, rule):
        if rule.get("reset") == "mid_answer":
            self.wfile.write(body[:len(body) // 2])
            self.wfile.flush()
            time.sleep(0.1)  # or the reset would overtake what was sent
            return self.reset()
        if "truncate" in rule:
            self.close_connection = True
            body = body[:rule["truncate"]]
        self.wfile.write(body)

    def reset(self):
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.wfile = open("/dev/null", "wb")  # the base class flushes it once more

    def control(self):
        """`POST /_faults`, `POST /_settings` and `GET /_requests`: for the test, unsigned."""
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        answer = Answer()
        if self.path == "/_faults":
            self.server.script.load(json.loads(body))
        elif self.path == "/_settings":
            settings = json.loads(body)
            self.server.gate.clock_offset = settings.get("clock_offset", self.server.gate.clock_offset)
            self.server.gate.region = settings.get("region", self.server.gate.region)
            self.server.gate.expired_tokens = set(settings.get("expired_tokens", self.server.gate.expired_tokens))
        elif self.path == "/_requests":
            answer.body = json.dumps(self.server.log).encode()
            self.server.log.clear()
        else:
            answer.status = 404
        self.deliver(answer, {})

    def log_message(self, *_):
        """Silence; what was asked is in `GET /_requests`."""
