"""Uploads in several parts."""

import dataclasses
import hashlib
import re
import time
import uuid
from xml.etree import ElementTree

import checksums
import listing
import object_headers
import operations
from failure import S3Failure


@dataclasses.dataclass
class Part:
    body: bytes
    etag: str
    checksum: tuple
    modified: float


@dataclasses.dataclass
class Upload:
    identifier: str
    bucket: str
    key: str
    headers: dict
    algorithm: str
    kind: str
    initiated: float
    parts: dict = dataclasses.field(default_factory=dict)


class Uploads:
    def __init__(self, service):
        self.service = service
        self.open = {}
        self.completed = {}  # the answer that a repeated Complete gets
        self.handlers = {
            "CreateMultipartUpload": self.create, "UploadPart": self.upload_part, "ListParts": self.list_parts,
            "CompleteMultipartUpload": self.complete, "AbortMultipartUpload": self.abort,
            "ListMultipartUploads": self.list_uploads,
        }

    def find(self, request):
        self.service.bucket(request)
        upload = self.open.get(request.parameter("uploadId"))
        if upload is None or (upload.bucket, upload.key) != (request.bucket, request.key):
            raise S3Failure(404, "NoSuchUpload", UploadId=request.parameter("uploadId", ""))
        return upload

    def part_of(self, request):
        upload = self.open.get(request.parameter("uploadId"))
        return upload and upload.parts.get(int(request.parameter("partNumber", "0")))

    def create(self, request):
        self.service.bucket(request)
        if len(request.key.encode()) > operations.MAX_KEY:
            raise S3Failure(400, "KeyTooLongError")
        algorithm = request.headers.get("x-amz-checksum-algorithm", "").lower()
        kind = read_kind(algorithm, request.headers.get("x-amz-checksum-type"))
        upload = Upload(uuid.uuid4().hex + ".", request.bucket, request.key, object_headers.read(request), algorithm, kind,
                        time.time())
        self.open[upload.identifier] = upload
        told = {"x-amz-checksum-algorithm": algorithm.upper(), "x-amz-checksum-type": kind} if algorithm else {}
        return operations.Answer(headers={**object_headers.echoed(upload.headers), **told},
                                 body=listing.create_answer(upload))

    def upload_part(self, request):
        number = request.parameter("partNumber", "")
        if not number.isdecimal() or not 1 <= int(number) <= self.service.quirks.max_parts:
            raise S3Failure(400, "InvalidArgument", ArgumentName="partNumber")
        upload = self.find(request)
        name = request.checksum[0]
        if name and name != upload.algorithm:
            raise S3Failure(400, "InvalidRequest", f"Checksum Type mismatch occurred, expected checksum Type: "
                                                   f"{upload.algorithm or 'null'}, actual checksum Type: {name}")
        part = Part(request.body, self.service.make_etag(request.md5, upload.headers), request.checksum, time.time())
        upload.parts[int(number)] = part
        echoed = {checksums.PREFIX + name: part.checksum[1]} if name else {}
        return operations.Answer(headers={"ETag": part.etag, **object_headers.echoed(upload.headers), **echoed})

    def list_parts(self, request):
        return operations.Answer(body=listing.parts_answer(request, self.find(request)))

    def list_uploads(self, request):
        self.service.bucket(request)
        found = [each for each in self.open.values() if each.bucket == request.bucket]
        return operations.Answer(body=listing.uploads_answer(request, found))

    def abort(self, request):
        del self.open[self.find(request).identifier]
        return operations.Answer(204)

    def complete(self, request):
        done = self.completed.get((request.bucket, request.key, request.parameter("uploadId")))
        if done is not None and not self.service.quirks.complete_once:
            return operations.Answer(headers=dict(done.headers), body=done.body)
        upload = self.find(request)
        listed = read_complete_request(request.body)
        chosen = self.choose(upload, listed)
        stored = self.assemble(request, upload, chosen)
        self.service.check_new(request)
        self.service.buckets[upload.bucket][upload.key] = stored
        del self.open[upload.identifier]
        answer = operations.Answer(headers=object_headers.echoed(upload.headers),
                                   body=listing.complete_answer(upload, stored))
        self.completed[upload.bucket, upload.key, upload.identifier] = answer
        return answer

    def choose(self, upload, listed):
        """The parts that the request names, in its order."""
        numbers = [number for number, _, _ in listed]
        if numbers != sorted(set(numbers)):
            raise S3Failure(400, "InvalidPartOrder")
        chosen = []
        for number, etag, checksum in listed:
            part = upload.parts.get(number)
            if part is None or etag.strip('"') != part.etag.strip('"'):
                raise S3Failure(400, "InvalidPart", PartNumber=str(number))
            if upload.kind == "COMPOSITE" and upload.algorithm and checksum.get(upload.algorithm) is None:
                raise S3Failure(400, "InvalidRequest", f"The upload was created using a {upload.algorithm} checksum. The "
                                                       f"complete request must include the checksum for each part. "
                                                       f"It was missing for part {number} in the request.")
            if any(value != checksums.encoded(name, part.body) for name, value in checksum.items()):
                raise S3Failure(400, "InvalidPart", PartNumber=str(number))
            chosen.append(part)
        if any(len(part.body) < self.service.quirks.min_part_size for part in chosen[:-1]):
            raise S3Failure(400, "EntityTooSmall", MinSizeAllowed=str(self.service.quirks.min_part_size))
        return chosen

    def assemble(self, request, upload, parts):
        body = b"".join(part.body for part in parts)
        wanted = request.headers.get("x-amz-mp-object-size")
        if wanted is not None and wanted != str(len(body)):
            raise S3Failure(400, "InvalidRequest", "The provided 'x-amz-mp-object-size' header does not match what was "
                                                   "computed.")
        digests = b"".join(hashlib.md5(part.body).digest() for part in parts)
        etag = self.service.make_etag(f"{hashlib.md5(digests).hexdigest()}-{len(parts)}", upload.headers)
        return operations.StoredObject(body, upload.headers, time.time(), etag,
                                       whole_checksum(request, upload, parts, body))


def read_kind(algorithm, kind):
    if not algorithm:
        if kind is not None:
            raise S3Failure(400, "InvalidRequest", "x-amz-checksum-type needs x-amz-checksum-algorithm")
        return "FULL_OBJECT"
    if algorithm not in checksums.DIGESTS:
        raise S3Failure(400, "InvalidRequest", "Checksum algorithm provided is unsupported.")
    kind = kind or ("COMPOSITE" if algorithm in checksums.COMPOSITE else "FULL_OBJECT")
    if algorithm not in {"FULL_OBJECT": checksums.FULL_OBJECT, "COMPOSITE": checksums.COMPOSITE}.get(kind, ()):
        raise S3Failure(400, "InvalidRequest", f"The {kind} checksum type cannot be used with the {algorithm} checksum "
                                               f"algorithm.")
    return kind


def whole_checksum(request, upload, parts, body):
    """What S3 computes of the object; raises unless it is what the request says."""
    kind = request.headers.get("x-amz-checksum-type")
    if kind is not None and kind != upload.kind:
        raise S3Failure(400, "BadDigest", "The checksum type does not match the upload's.")
    name = upload.algorithm
    if not name:
        return "", "", "FULL_OBJECT"
    if upload.kind == "FULL_OBJECT":
        value = checksums.encoded(name, body)
    else:
        value = checksums.composite(name, [checksums.encoded(name, part.body) for part in parts])
    if request.headers.get(checksums.PREFIX + name, value) not in (value, value.split("-")[0]):
        raise S3Failure(400, "BadDigest", f"The {name} you specified did not match the calculated checksum.")
    return name, value, upload.kind


def read_complete_request(body):
    """Number, ETag and checksums of each part."""
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        raise S3Failure(400, "MalformedXML") from None
    space = re.match(r"\{[^}]*\}", root.tag)
    space = space[0] if space else ""
    parts = []
    for each in root.findall(f"{space}Part"):
        number, etag = each.findtext(f"{space}PartNumber", ""), each.findtext(f"{space}ETag", "")
        if not number.strip().isdecimal() or not etag:
            raise S3Failure(400, "MalformedXML")
        given = {child.tag.removeprefix(f"{space}Checksum").lower(): child.text for child in each
                 if child.tag.startswith(f"{space}Checksum")}
        parts.append((int(number), etag, given))
    if root.tag != f"{space}CompleteMultipartUpload" or not parts or len(parts) > 10_000:
        raise S3Failure(400, "MalformedXML")
    return parts
