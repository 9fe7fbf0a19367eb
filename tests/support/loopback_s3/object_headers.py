"""What a request to store something says of the object besides its bytes, checked as S3 does."""

import urllib.parse

from failure import S3Failure

KEPT = ("content-type", "content-disposition", "content-encoding", "content-language", "cache-control", "expires")
STORAGE_CLASSES = {"STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER",
                   "DEEP_ARCHIVE", "GLACIER_IR", "EXPRESS_ONEZONE"}
ENCRYPTIONS = {"AES256", "aws:kms", "aws:kms:dsse"}
CANNED_LISTS = {"private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read", "bucket-owner-read",
                "bucket-owner-full-control"}
MAX_METADATA = 2048
MAX_TAGS = 10
ENCRYPTION, KMS_KEY = "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id"


def read(request):
    """All headers that go with the object and come back with it, and `x-amz-acl` and `x-amz-tagging`, which do not."""
    metadata = {name: value for name, value in request.headers.items() if name.startswith("x-amz-meta-")}
    if sum(len(name) - len("x-amz-meta-") + len(value) for name, value in metadata.items()) > MAX_METADATA:
        raise S3Failure(400, "MetadataTooLarge")
    kept = {name: request.headers[name] for name in KEPT if name in request.headers}
    return {"content-type": "binary/octet-stream", **kept, **metadata, **read_options(request.headers)}


def read_options(headers):
    options = {name: headers[name] for name in ("x-amz-storage-class", ENCRYPTION, KMS_KEY, "x-amz-acl", "x-amz-tagging")
               if name in headers}
    if options.get("x-amz-storage-class", "STANDARD") not in STORAGE_CLASSES:
        raise S3Failure(400, "InvalidStorageClass")
    if options.get(ENCRYPTION, "AES256") not in ENCRYPTIONS:
        raise S3Failure(400, "InvalidEncryptionAlgorithmError")
    if KMS_KEY in options and not options.get(ENCRYPTION, "").startswith("aws:kms"):
        raise S3Failure(400, "InvalidArgument", ArgumentName=KMS_KEY)
    if options.get("x-amz-acl", "private") not in CANNED_LISTS:
        raise S3Failure(400, "InvalidArgument", ArgumentName="x-amz-acl")
    if "x-amz-tagging" in options:
        check_tags(options["x-amz-tagging"])
    return options


def check_tags(text):
    try:
        tags = urllib.parse.parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError:
        raise S3Failure(400, "InvalidArgument", ArgumentName="x-amz-tagging") from None
    names = [name for name, _ in tags]
    if len(tags) > MAX_TAGS or len(set(names)) != len(names):
        raise S3Failure(400, "BadRequest" if len(tags) > MAX_TAGS else "InvalidTag")
    if any(not 1 <= len(name) <= 128 or len(value) > 256 or name.startswith("aws:") for name, value in tags):
        raise S3Failure(400, "InvalidTag")


def shown(headers):
    """Those that GET and HEAD answer with."""
    answer = {name: value for name, value in headers.items() if name not in ("x-amz-acl", "x-amz-tagging")}
    if answer.get("x-amz-storage-class") == "STANDARD":
        del answer["x-amz-storage-class"]
    if "x-amz-tagging" in headers:
        answer["x-amz-tagging-count"] = str(headers["x-amz-tagging"].count("&") + 1)
    return answer


def echoed(headers):
    """Those that the answer to storing repeats."""
    return {name: headers[name] for name in (ENCRYPTION, KMS_KEY) if name in headers}
