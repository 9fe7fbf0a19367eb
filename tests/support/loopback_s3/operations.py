"""Buckets and objects in memory, and what S3's operations do with them."""

import base64
import dataclasses
import email.utils
import hashlib
import re
import threading
import time
import zlib
from xml.etree import ElementTree

import listing
from failure import S3Failure

NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
KEPT_HEADERS = ("content-type", "content-disposition", "content-encoding", "content-language", "cache-control")
MAX_METADATA = 2048
MAX_KEY = 1024
MAX_DELETED = 1000
BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


@dataclasses.dataclass
class StoredObject:
    body: bytes
    headers: dict
    modified: float

    @property
    def etag(self):
        return f'"{hashlib.md5(self.body).hexdigest()}"'


@dataclasses.dataclass
class Answer:
    status: int = 200
    headers: dict = dataclasses.field(default_factory=dict)
    body: bytes = b""


class Service:
    """All operations; one at a time, so that each is whole."""

    def __init__(self):
        self.buckets = {}
        self.lock = threading.Lock()

    def perform(self, request):
        handlers = {
            "CreateBucket": self.create_bucket, "HeadBucket": self.head_bucket, "DeleteBucket": self.delete_bucket,
            "ListObjectsV2": self.list_objects, "DeleteObjects": self.delete_objects, "PutObject": self.put_object,
            "GetObject": self.get_object, "HeadObject": self.get_object, "DeleteObject": self.delete_object,
        }
        handler = handlers.get(request.operation)
        if handler is None:
            raise S3Failure(501, "NotImplemented")
        with self.lock:
            return handler(request)

    def bucket(self, request):
        if request.bucket not in self.buckets:
            raise S3Failure(404, "NoSuchBucket", BucketName=request.bucket)
        return self.buckets[request.bucket]

    def create_bucket(self, request):
        if not BUCKET_NAME.fullmatch(request.bucket):
            raise S3Failure(400, "InvalidBucketName")
        if request.bucket in self.buckets:
            raise S3Failure(409, "BucketAlreadyOwnedByYou")
        self.buckets[request.bucket] = {}
        return Answer()

    def head_bucket(self, request):
        self.bucket(request)
        return Answer()

    def delete_bucket(self, request):
        if self.bucket(request):
            raise S3Failure(409, "BucketNotEmpty")
        del self.buckets[request.bucket]
        return Answer(204)

    def put_object(self, request):
        bucket = self.bucket(request)
        if len(request.key.encode()) > MAX_KEY:
            raise S3Failure(400, "KeyTooLongError")
        check_checksums(request)
        condition = request.headers.get("if-none-match")
        if condition is not None and condition != "*":
            raise S3Failure(501, "NotImplemented", Header="If-None-Match")
        if condition == "*" and request.key in bucket:
            raise S3Failure(412, "PreconditionFailed", Condition="If-None-Match")
        stored = StoredObject(request.body, kept_headers(request), time.time())
        bucket[request.key] = stored
        return Answer(headers={"ETag": stored.etag})

    def get_object(self, request):
        stored = self.bucket(request).get(request.key)
        if stored is None:
            raise S3Failure(404, "NoSuchKey", Key=request.key)
        if request.headers.get("if-match", stored.etag) not in (stored.etag, "*"):
            raise S3Failure(412, "PreconditionFailed", Condition="If-Match")
        answer = Answer(200, {**stored.headers, "ETag": stored.etag, "Accept-Ranges": "bytes",
                              "Last-Modified": email.utils.formatdate(stored.modified, usegmt=True)}, stored.body)
        if "range" in request.headers:
            take_range(answer, request.headers["range"])
        for name, value in request.query:
            if name.startswith("response-content-"):
                answer.headers[name.removeprefix("response-")] = value
        return answer

    def delete_object(self, request):
        self.bucket(request).pop(request.key, None)
        return Answer(204)

    def delete_objects(self, request):
        if "content-md5" not in request.headers and "x-amz-checksum-sha256" not in request.headers:
            raise S3Failure(400, "InvalidRequest", "Missing required header for this request: Content-MD5")
        check_checksums(request)
        bucket = self.bucket(request)
        keys, is_quiet = read_delete_request(request.body)
        for key in keys:
            bucket.pop(key, None)
        return Answer(body=listing.delete_answer([] if is_quiet else keys, []))

    def list_objects(self, request):
        objects = {key: (len(each.body), each.etag, each.modified) for key, each in self.bucket(request).items()}
        return Answer(body=listing.list_answer(request, objects))


def kept_headers(request):
    metadata = {name: value for name, value in request.headers.items() if name.startswith("x-amz-meta-")}
    if sum(len(name) - len("x-amz-meta-") + len(value) for name, value in metadata.items()) > MAX_METADATA:
        raise S3Failure(400, "MetadataTooLarge")
    kept = {name: request.headers[name] for name in KEPT_HEADERS if name in request.headers}
    return {"content-type": "binary/octet-stream", **kept, **metadata}


def check_checksums(request):
    digests = {
        "content-md5": lambda body: hashlib.md5(body).digest(),
        "x-amz-checksum-sha256": lambda body: hashlib.sha256(body).digest(),
        "x-amz-checksum-sha1": lambda body: hashlib.sha1(body).digest(),
        "x-amz-checksum-crc32": lambda body: zlib.crc32(body).to_bytes(4, "big"),
    }
    for name, digest in digests.items():
        if name in request.headers and request.headers[name] != base64.b64encode(digest(request.body)).decode():
            raise S3Failure(400, "BadDigest", Header=name)


def take_range(answer, text):
    found = re.fullmatch(r"bytes=(\d+)-(\d*)", text)
    if found is None:
        raise S3Failure(501, "NotImplemented", Header="Range")
    total = len(answer.body)
    first, last = int(found[1]), min(int(found[2] or total - 1), total - 1)
    if first >= total or last < first:
        raise S3Failure(416, "InvalidRange", ActualObjectSize=str(total))
    answer.status = 206
    answer.headers["Content-Range"] = f"bytes {first}-{last}/{total}"
    answer.body = answer.body[first:last + 1]


def read_delete_request(body):
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        raise S3Failure(400, "MalformedXML") from None
    keys = [each.text or "" for each in root.iter(f"{{{NAMESPACE}}}Key")]
    if root.tag != f"{{{NAMESPACE}}}Delete" or not 1 <= len(keys) <= MAX_DELETED:
        raise S3Failure(400, "MalformedXML")
    return keys, root.findtext(f"{{{NAMESPACE}}}Quiet") == "true"
