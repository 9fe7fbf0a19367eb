"""What servers that call themselves S3 do otherwise. A test sets these by `POST /_settings`, or in its own process."""

import dataclasses

import checksums
from failure import S3Failure

CHECKSUM_HEADERS = ("x-amz-sdk-checksum-algorithm", "x-amz-checksum-algorithm", "x-amz-checksum-type")


@dataclasses.dataclass
class Quirks:
    min_part_size: int = 5 << 20
    max_parts: int = 10_000
    random_etags: bool = False
    complete_once: bool = False  # a repeated Complete is NoSuchUpload
    path_style_only: bool = False
    bulk_delete: str = ""  # "501" or "405": there is no DeleteObjects
    conditional_put: str = ""  # "refuse" with 501, or "ignore"
    checksums: str = ""  # "501", "InvalidArgument": refused so; "ignore"; or the name of the only one that is taken
    list_v1_only: str = ""  # "501", or "ignore": answers as ListObjects does, without a token
    list_encoding: str = ""  # "ignore": keys are never url-encoded; "501"
    multipart: str = ""  # "501": there is none
    bucket_exists: str = "BucketAlreadyOwnedByYou"
    silent_continue: bool = False  # no answer to "Expect: 100-continue"
    max_concurrent: int = 0  # more requests than this at once are told to slow down

    def change(self, settings):
        for name in {field.name for field in dataclasses.fields(self)} & set(settings):
            setattr(self, name, settings[name])

    def apply(self, request):
        """Refuses what this server does not have, and takes away what it overlooks."""
        if self.bulk_delete and request.operation == "DeleteObjects":
            raise S3Failure(int(self.bulk_delete), {"501": "NotImplemented", "405": "MethodNotAllowed"}[self.bulk_delete])
        if self.multipart and "Upload" in request.operation:
            raise S3Failure(501, "NotImplemented")
        if self.list_v1_only == "501" and request.operation == "ListObjectsV2":
            raise S3Failure(501, "NotImplemented", ArgumentName="list-type")
        if "encoding-type" in dict(request.query):
            if self.list_encoding == "501":
                raise S3Failure(501, "NotImplemented", ArgumentName="encoding-type")
            if self.list_encoding == "ignore":
                request.query = [pair for pair in request.query if pair[0] != "encoding-type"]
        self.apply_condition(request)
        self.apply_checksums(request)

    def apply_condition(self, request):
        if "if-none-match" not in request.headers or not self.conditional_put:
            return
        if self.conditional_put == "refuse":
            raise S3Failure(501, "NotImplemented", "A header you provided implies functionality that is not implemented",
                            Header="If-None-Match")
        del request.headers["if-none-match"]

    def apply_checksums(self, request):
        if self.checksums:
            request.headers.pop("x-amz-checksum-mode", None)
        present = [name for name in request.headers if name in CHECKSUM_HEADERS or name.startswith(checksums.PREFIX)]
        if not self.checksums or not present:
            return
        if self.checksums == "501":
            raise S3Failure(501, "NotImplemented", Header=present[0])
        if self.checksums == "InvalidArgument":
            raise S3Failure(400, "InvalidArgument", f"Unsupported header '{present[0]}' received for this API call.")
        wanted = {checksums.given(request)[0], request.headers.get("x-amz-checksum-algorithm", "").lower()} - {""}
        if self.checksums != "ignore":
            if wanted - {self.checksums}:
                raise S3Failure(501, "NotImplemented", Header=present[0])
            return
        for name in present:
            del request.headers[name]
