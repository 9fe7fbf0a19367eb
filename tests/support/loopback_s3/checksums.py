"""The checksums that S3 takes with an object or a part, and whether those of a request are right."""

import base64
import ctypes
import hashlib
import zlib

from failure import S3Failure

PREFIX = "x-amz-checksum-"
POLYNOMIALS = {"crc64nvme": (64, 0x9A6C9329AC4BC9B5), "crc32c": (32, 0x82F63B78)}
# Those that S3 can compute of a whole object made of parts; the others are only of the parts' digests.
FULL_OBJECT = {"crc64nvme", "crc32", "crc32c"}
COMPOSITE = {"crc32", "crc32c", "sha1", "sha256"}


def make_table(polynomial):
    table = []
    for index in range(256):
        for _ in range(8):
            index = index >> 1 ^ (polynomial if index & 1 else 0)
        table.append(index)
    return table


def slow_crc(name):
    """For when the built library is not at hand: some megabytes a second."""
    bits, polynomial = POLYNOMIALS[name]
    table, start = make_table(polynomial), (1 << bits) - 1

    def compute(body, _size):
        word = start
        for each in body:
            word = table[(word ^ each) & 0xFF] ^ word >> 8
        return word ^ start
    return compute


def use_library(path):
    """Takes the CRCs from the built library (checksums.cpp), which is a hundred times as fast."""
    library = ctypes.CDLL(path)
    for name, (bits, _) in POLYNOMIALS.items():
        function = getattr(library, name)
        function.argtypes = (ctypes.c_char_p, ctypes.c_size_t)
        function.restype = ctypes.c_uint64 if bits == 64 else ctypes.c_uint32
        crcs[name] = function


crcs = {name: slow_crc(name) for name in POLYNOMIALS}
DIGESTS = {
    "crc64nvme": lambda body: crcs["crc64nvme"](body, len(body)).to_bytes(8, "big"),
    "crc32": lambda body: zlib.crc32(body).to_bytes(4, "big"),
    "crc32c": lambda body: crcs["crc32c"](body, len(body)).to_bytes(4, "big"),
    "sha1": lambda body: hashlib.sha1(body).digest(),
    "sha256": lambda body: hashlib.sha256(body).digest(),
}


def encoded(name, body):
    return base64.b64encode(DIGESTS[name](body)).decode()


def composite(name, digests):
    """The checksum of the parts' checksums, as S3 writes it."""
    joined = b"".join(base64.b64decode(each) for each in digests)
    return f"{encoded(name, joined)}-{len(digests)}"


def given(request):
    """The name and value of the checksum header, or two empty strings; S3 takes one at most."""
    found = [(name.removeprefix(PREFIX), value) for name, value in request.headers.items()
             if name.startswith(PREFIX) and name.removeprefix(PREFIX) in DIGESTS]
    if len(found) > 1:
        raise S3Failure(400, "InvalidRequest", "Expecting a single x-amz-checksum- header")
    declared = request.headers.get("x-amz-sdk-checksum-algorithm")
    if declared is not None and found and declared.lower() != found[0][0]:
        raise S3Failure(400, "InvalidRequest", "Value for x-amz-sdk-checksum-algorithm header is invalid.")
    return found[0] if found else ("", "")


def check(request):
    """Raises BadDigest unless every digest that came is the body's. Returns the checksum's name and value."""
    wanted = request.headers.get("content-md5")
    if wanted is not None and wanted != base64.b64encode(hashlib.md5(request.body).digest()).decode():
        raise S3Failure(400, "BadDigest", "The Content-MD5 you specified did not match what we received.")
    if request.operation == "CompleteMultipartUpload":
        return "", ""  # it is the object's, not this body's
    name, value = given(request)
    if name and value != encoded(name, request.body):
        raise S3Failure(400, "BadDigest", f"The {name.upper()} you specified did not match the calculated checksum.")
    return name, value
