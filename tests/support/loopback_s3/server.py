"""The HTTP side: reads requests, lets the gate check them, plays faults, answers."""

import http.server
import socket
import ssl
import struct
import threading
import uuid
import zlib

import control
import faults
import listing
import sending
from authentication import Gate
from failure import S3Failure
from operations import Answer, Service
from request import Request

MAX_BODY = 1 << 30
SECRET_HEADERS = {"authorization", "x-amz-security-token"}


class Reset(Exception):
    """The connection is to be reset instead of an answer."""


class LoopbackServer(http.server.ThreadingHTTPServer):
    """Listens from the beginning; `start` serves in a thread of its own, `close` ends that and all that hangs."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, accounts, region="us-east-1", certificate=None):
        super().__init__(("127.0.0.1", 0), Connection)
        self.gate = Gate(accounts, region)
        self.service = Service()
        self.script = faults.Script()
        self.log = []
        self.active = 0
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*certificate)

    @property
    def port(self):
        return self.server_address[1]

    def start(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def refuse(self):
        """Takes no connection any more, as if nobody listened, and nothing from those that are there."""
        self.closing.set()
        self.socket.shutdown(socket.SHUT_RDWR)
        threading.Thread(target=self.close, daemon=True).start()

    def close(self):
        self.closing.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A client that goes away is what tests do on purpose."""


class Connection(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "loopback-s3"
    wbufsize = -1

    def setup(self):
        if self.server.context:  # here, in the connection's own thread, because a client may be slow or silent
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self):
        super().finish()
        self.request.close()

    def do_request(self):
        self.request_id = uuid.uuid4().hex[:16].upper()
        if self.path.startswith("/_"):
            return sending.send(self, control.answer(self), {})
        self.entry = {}
        if self.server.closing.is_set():
            return self.reset()
        try:
            answer, rule = self.handle_request()
        except Reset:
            return self.reset()
        if rule.get("reset") == "after_success":
            return self.end_badly(rule)
        if rule.get("hang") == "after_success":
            return self.hang()
        if answer is None:
            return
        self.entry["status"] = answer.status
        sending.send(self, answer, rule)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_request

    def handle_expect_100(self):
        return True if self.server.service.quirks.silent_continue else super().handle_expect_100()

    def handle_request(self):
        """The answer and the rule that it is sent by; no answer where there is to be silence."""
        try:
            headers = {name.lower(): value for name, value in self.headers.items()}
            target = self.requestline.split(" ")[1]  # `path` has lost slashes that a key may begin with
            request = Request(self.command, target, headers, not self.server.service.quirks.path_style_only)
            self.note(request)
            rule = self.server.script.take(request)
            if rule.get("reset") == "before":
                return self.end_badly(rule), rule
            if rule.get("hang") == "before":
                return self.hang(), rule
            if rule.get("early"):
                self.close_connection = True
                return self.scripted_answer(rule), rule
            request.body = self.read_body()
            self.entry |= {"size": len(request.body), "crc32": zlib.crc32(request.body)}
            if rule.get("reset") == "after_body":
                return self.end_badly(rule), rule
            if rule.get("hang") == "after_body":
                return self.hang(), rule
            return self.decide(request, rule), rule
        except S3Failure as failure:
            return self.failure_answer(failure), {}

    def end_badly(self, rule):
        if rule.get("refuse"):
            self.server.refuse()
        self.reset()

    def hang(self):
        self.close_connection = True
        self.server.closing.wait()

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
        if rule.get("damage") == "received":
            request.body = faults.flip_bit(request.body)
        limit = self.server.service.quirks.max_concurrent
        with self.server.lock:
            self.server.active += 1
            is_too_much = 0 < limit < self.server.active
        try:
            self.server.gate.check(request)
            if is_too_much:
                raise S3Failure(503, "SlowDown", "Please reduce your request rate.")
            if "status" not in rule or rule.get("after"):
                answer = self.perform(request, rule)
            if "status" in rule:
                answer = self.scripted_answer(rule)
        except S3Failure as failure:
            answer = self.failure_answer(failure)
        finally:
            with self.server.lock:
                self.server.active -= 1
        if "body" in rule:
            answer.body = rule["body"].encode()
        return answer

    def perform(self, request, rule):
        service = self.server.service
        for name in rule.get("ignore_headers", ()):
            request.headers.pop(name, None)
        request.refused_code = rule.get("refuse_first", "")
        if rule.get("listing") == "repeat":
            request.query = [pair for pair in request.query if pair[0] not in ("continuation-token", "part-number-marker")]
        if rule.get("forget_upload"):
            service.uploads.open.pop(request.parameter("uploadId"), None)
        if rule.get("forget"):
            return Answer(headers={"ETag": '"forgotten"'})
        if rule.get("drop_metadata"):
            request.headers = {n: v for n, v in request.headers.items() if not n.startswith("x-amz-meta-")}
        if rule.get("refuse_keys"):
            return Answer(body=listing.delete_answer([], rule["refuse_keys"].items()))
        if rule.get("damage") is True and request.operation == "PutObject":
            request.body = faults.flip_bit(request.body)
        answer = service.perform(request)
        if rule.get("damage") == "stored":
            service.change_stored(request, faults.flip_bit)
        if rule.get("damage") == "sent" or (rule.get("damage") is True and request.operation == "GetObject"):
            answer.body = faults.flip_bit(answer.body)
        if rule.get("replace"):
            service.replace(request)
        if rule.get("listing"):
            answer.body = faults.spoil_listing(rule["listing"], answer.body)
        return answer

    def scripted_answer(self, rule):
        details = {"Region": rule["region"]} if "region" in rule else {}
        answer = self.failure_answer(S3Failure(rule["status"], rule.get("code", "InternalError"), "scripted", **details))
        if "body" in rule:
            answer.body = rule["body"].encode()
        return answer

    def failure_answer(self, failure):
        body = failure.body(self.request_id)
        self.entry["code"] = failure.code
        return Answer(failure.status, {"Content-Type": "application/xml"}, b"" if self.command == "HEAD" else body)

    def note(self, request):
        shown = {name: value for name, value in request.headers.items() if name not in SECRET_HEADERS}
        query = {name: value for name, value in request.query if name not in ("X-Amz-Signature", "X-Amz-Security-Token")}
        self.entry = {"operation": request.operation, "bucket": request.bucket, "key": request.key, "query": query,
                      "target": request.target.partition("?")[0], "headers": shown,
                      "client_port": self.client_address[1]}
        self.server.log.append(self.entry)

    def reset(self):
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.rfile.close()
        self.wfile = open("/dev/null", "wb")  # the base class flushes it once more

    def log_message(self, *_):
        """Silence; what was asked is in the log of the server."""
