"""Buckets and objects in memory, and what S3's operations do with them."""

import dataclasses
import email.utils
import hashlib
import re
import threading
import time
import uuid
from xml.etree import ElementTree

import checksums
import listing
import multipart
import object_headers
from failure import S3Failure
from quirks import Quirks

NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
MAX_KEY = 1024
MAX_DELETED = 1000
BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


@dataclasses.dataclass
class StoredObject:
    body: bytes
    headers: dict
    modified: float
    etag: str
    checksum: tuple = ("", "", "FULL_OBJECT")  # name, value, type; S3 computes one of its own where none came


@dataclasses.dataclass
class Answer:
    status: int = 200
    headers: dict = dataclasses.field(default_factory=dict)
    body: bytes = b""


class Service:
    """All operations. What changes something is done under one lock, so that each is whole; digests are not."""

    def __init__(self):
        self.buckets = {}
        self.quirks = Quirks()
        self.lock = threading.Lock()
        self.uploads = multipart.Uploads(self)
        self.handlers = {
            "CreateBucket": self.create_bucket, "HeadBucket": self.head_bucket, "DeleteBucket": self.delete_bucket,
            "ListObjects": self.list_objects, "ListObjectsV2": self.list_objects, "DeleteObjects": self.delete_objects,
            "PutObject": self.put_object, "GetObject": self.get_object, "HeadObject": self.get_object,
            "DeleteObject": self.delete_object, **self.uploads.handlers,
        }

    def perform(self, request):
        self.quirks.apply(request)
        handler = self.handlers.get(request.operation)
        if handler is None:
            raise S3Failure(501, "NotImplemented")
        request.checksum = checksums.check(request)
        request.md5 = hashlib.md5(request.body).hexdigest()
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
            raise S3Failure(409, self.quirks.bucket_exists)
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

    def check_new(self, request):
        """Raises unless an object may be stored as the request's key and condition have it."""
        if len(request.key.encode()) > MAX_KEY:
            raise S3Failure(400, "KeyTooLongError")
        condition = request.headers.get("if-none-match")
        if condition is not None and condition != "*":
            raise S3Failure(501, "NotImplemented", Header="If-None-Match")
        if condition == "*" and request.key in self.bucket(request):
            raise S3Failure(412, "PreconditionFailed", Condition="If-None-Match")

    def make_etag(self, digest, headers):
        is_opaque = self.quirks.random_etags or headers.get(object_headers.ENCRYPTION, "").startswith("aws:kms")
        return f'"{uuid.uuid4().hex if is_opaque else digest}"'

    def put_object(self, request):
        bucket = self.bucket(request)
        self.check_new(request)
        headers = object_headers.read(request)
        stored = StoredObject(request.body, headers, time.time(), self.make_etag(request.md5, headers),
                              (*request.checksum, "FULL_OBJECT"))
        bucket[request.key] = stored
        return Answer(headers={"ETag": stored.etag, **object_headers.echoed(headers), **checksum_headers(stored.checksum)})

    def get_object(self, request):
        stored = self.bucket(request).get(request.key)
        if stored is None:
            raise S3Failure(404, "NoSuchKey", Key=request.key)
        if request.headers.get("if-match", stored.etag) not in (stored.etag, "*"):
            raise S3Failure(412, "PreconditionFailed", Condition="If-Match")
        answer = Answer(200, {**object_headers.shown(stored.headers), "ETag": stored.etag, "Accept-Ranges": "bytes",
                              "Last-Modified": email.utils.formatdate(stored.modified, usegmt=True)}, stored.body)
        if "range" in request.headers:
            take_range(answer, request.headers["range"])
        elif request.headers.get("x-amz-checksum-mode") == "ENABLED":
            if not stored.checksum[0]:
                stored.checksum = ("crc64nvme", checksums.encoded("crc64nvme", stored.body), "FULL_OBJECT")
            answer.headers |= checksum_headers(stored.checksum)
        for name, value in request.query:
            if name.startswith("response-content-"):
                answer.headers[name.removeprefix("response-")] = value
        return answer

    def change_stored(self, request, change):
        """For faults: what the request has stored becomes something else, unnoticed."""
        with self.lock:
            part = self.uploads.part_of(request)
            for each in (part, self.bucket(request).get(request.key)):
                if each is not None:
                    each.body = change(each.body)
                    return

    def replace(self, request):
        """For faults: somebody stores another object of the same size under the request's key."""
        with self.lock:
            old = self.bucket(request)[request.key]
            body = bytes(each ^ 1 for each in old.body[:64]) + old.body[64:]
            self.bucket(request)[request.key] = StoredObject(body, old.headers, time.time(), f'"{uuid.uuid4().hex}"')

    def delete_object(self, request):
        self.bucket(request).pop(request.key, None)
        return Answer(204)

    def delete_objects(self, request):
        if "content-md5" not in request.headers and not request.checksum[0]:
            raise S3Failure(400, "InvalidRequest", "Missing required header for this request: Content-MD5")
        bucket = self.bucket(request)
        keys, is_quiet = read_delete_request(request.body)
        failures = [(keys.pop(0), request.refused_code)] if request.refused_code else []
        for key in keys:
            bucket.pop(key, None)
        return Answer(body=listing.delete_answer([] if is_quiet else keys, failures))

    def list_objects(self, request):
        objects = {key: (len(each.body), each.etag, each.modified) for key, each in self.bucket(request).items()}
        is_first = request.operation == "ListObjects" or self.quirks.list_v1_only
        return Answer(body=(listing.first_list_answer if is_first else listing.list_answer)(request, objects))


def checksum_headers(checksum):
    name, value, kind = checksum
    return {checksums.PREFIX + name: value, "x-amz-checksum-type": kind} if name else {}


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
