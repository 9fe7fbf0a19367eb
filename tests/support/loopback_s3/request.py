"""A request as S3 sees it: bucket, key, query and headers out of the line and the lines that came."""

import dataclasses
import urllib.parse

import failure

VIRTUAL_SUFFIX = ".s3.localhost"

OPERATIONS = {
    ("GET", "service", ""): "ListBuckets",
    ("PUT", "bucket", ""): "CreateBucket",
    ("HEAD", "bucket", ""): "HeadBucket",
    ("DELETE", "bucket", ""): "DeleteBucket",
    ("GET", "bucket", ""): "ListObjects",
    ("GET", "bucket", "list-type"): "ListObjectsV2",
    ("GET", "bucket", "uploads"): "ListMultipartUploads",
    ("POST", "bucket", "delete"): "DeleteObjects",
    ("PUT", "object", ""): "PutObject",
    ("GET", "object", ""): "GetObject",
    ("HEAD", "object", ""): "HeadObject",
    ("DELETE", "object", ""): "DeleteObject",
    ("POST", "object", "uploads"): "CreateMultipartUpload",
    ("PUT", "object", "uploadId"): "UploadPart",
    ("POST", "object", "uploadId"): "CompleteMultipartUpload",
    ("DELETE", "object", "uploadId"): "AbortMultipartUpload",
    ("GET", "object", "uploadId"): "ListParts",
}
# Parameters that make another operation of a request; all that S3 has, so that none passes for a plain one.
SELECTORS = {"list-type", "delete", "uploads", "uploadId", "acl", "tagging", "versioning", "versions", "lifecycle",
             "policy", "location", "cors", "retention", "legal-hold", "attributes", "encryption"}


@dataclasses.dataclass
class Request:
    method: str
    target: str
    headers: dict
    has_virtual_hosts: bool = True
    body: bytes = b""
    path: str = ""
    query: list = dataclasses.field(default_factory=list)
    bucket: str = ""
    key: str = ""
    checksum: tuple = ("", "")  # name and value, when they are found right
    md5: str = ""
    refused_code: str = ""  # a fault: the first key of a DeleteObjects stays

    def __post_init__(self):
        raw_path, _, raw_query = self.target.partition("?")
        self.path = decode(raw_path)
        self.query = [tuple(decode(part) for part in pair.partition("=")[::2]) for pair in raw_query.split("&") if pair]
        host = self.headers.get("host", "").rpartition(":")[0] or self.headers.get("host", "")
        if self.has_virtual_hosts and host.endswith(VIRTUAL_SUFFIX):
            self.bucket, self.key = host.removesuffix(VIRTUAL_SUFFIX), self.path[1:]
        else:
            self.bucket, _, self.key = self.path[1:].partition("/")

    def parameter(self, name, default=None):
        return dict(self.query).get(name, default)

    @property
    def operation(self):
        kind = "object" if self.key else "bucket" if self.bucket else "service"
        selectors = sorted(SELECTORS & {name for name, _ in self.query})
        return OPERATIONS.get((self.method, kind, ",".join(selectors)), "Unknown")


def decode(text):
    """Percent-decodes; a plus is a plus, as in a signature's canonical form."""
    try:
        return urllib.parse.unquote(text, errors="strict")
    except UnicodeDecodeError as error:
        raise failure.S3Failure(400, "InvalidURI", "not UTF-8") from error
