"""The XML of what S3 lists and of its other answers with a body."""

import base64
import datetime
import urllib.parse
from xml.sax.saxutils import escape

import checksums
from failure import S3Failure

MAX_KEYS = 1000
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'


def token_for(key):
    return base64.urlsafe_b64encode(key.encode()).decode()


def key_of(token):
    try:
        return base64.urlsafe_b64decode(token.encode()).decode()
    except ValueError:
        raise S3Failure(400, "InvalidArgument", ArgumentName="continuation-token") from None


def text(value, is_encoded):
    """AWS encodes as HTML forms do: a space becomes a plus."""
    return urllib.parse.quote_plus(value, safe="/") if is_encoded else escape(value)


def time_text(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def quoted(value):
    return escape(value, {'"': "&quot;"})


def page_size(request, name="max-keys"):
    wanted = request.parameter(name, str(MAX_KEYS))
    if not wanted.isdecimal():
        raise S3Failure(400, "InvalidArgument", ArgumentName=name)
    return min(int(wanted), MAX_KEYS)


def is_url_encoded(request):
    if request.parameter("delimiter"):
        raise S3Failure(501, "NotImplemented", ArgumentName="delimiter")
    return request.parameter("encoding-type") == "url"


def document(name, parts):
    return "".join([DECLARATION, f"<{name} {NAMESPACE}>", *parts, f"</{name}>"]).encode()


def keys_after(objects, prefix, after):
    return sorted((key for key in objects if key.startswith(prefix) and key.encode() > after.encode()), key=str.encode)


def list_answer(request, objects):
    """`objects` maps each key to its size, etag and time of change."""
    is_encoded = is_url_encoded(request)
    prefix = request.parameter("prefix", "")
    token = request.parameter("continuation-token")
    keys = keys_after(objects, prefix, key_of(token) if token is not None else request.parameter("start-after", ""))
    page = keys[:page_size(request)]
    is_truncated = len(page) < len(keys)
    parts = list_head(request, prefix, is_encoded, is_truncated) + [f"<KeyCount>{len(page)}</KeyCount>"]
    if is_truncated:
        parts.append(f"<NextContinuationToken>{token_for(page[-1])}</NextContinuationToken>")
    return document("ListBucketResult", parts + [entry(key, *objects[key], is_encoded) for key in page])


def first_list_answer(request, objects):
    """The first version: pages go on behind a marker, which the answer names only where there is a delimiter."""
    is_encoded = is_url_encoded(request)
    prefix = request.parameter("prefix", "")
    keys = keys_after(objects, prefix, request.parameter("marker", ""))
    page = keys[:page_size(request)]
    parts = list_head(request, prefix, is_encoded, len(page) < len(keys))
    return document("ListBucketResult", parts + [entry(key, *objects[key], is_encoded) for key in page])


def list_head(request, prefix, is_encoded, is_truncated):
    return [f"<Name>{request.bucket}</Name><Prefix>{text(prefix, is_encoded)}</Prefix>",
            f"<IsTruncated>{str(is_truncated).lower()}</IsTruncated>",
            "<EncodingType>url</EncodingType>" if is_encoded else ""]


def entry(key, size, etag, modified, is_encoded):
    return (f"<Contents><Key>{text(key, is_encoded)}</Key><LastModified>{time_text(modified)}</LastModified>"
            f"<ETag>{quoted(etag)}</ETag><Size>{size}</Size></Contents>")


def delete_answer(removed, failures):
    """`failures` are pairs of key and code."""
    parts = [f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in removed]
    parts += [f"<Error><Key>{escape(key)}</Key><Code>{code}</Code><Message/></Error>" for key, code in failures]
    return document("DeleteResult", parts)


def create_answer(upload):
    return document("InitiateMultipartUploadResult", [
        f"<Bucket>{upload.bucket}</Bucket><Key>{escape(upload.key)}</Key><UploadId>{upload.identifier}</UploadId>"])


def checksum_element(name, value):
    return f"<Checksum{name.upper()}>{value}</Checksum{name.upper()}>" if name else ""


def complete_answer(upload, stored):
    name, value, kind = stored.checksum
    return document("CompleteMultipartUploadResult", [
        f"<Location>/{upload.bucket}/{escape(upload.key)}</Location><Bucket>{upload.bucket}</Bucket>",
        f"<Key>{escape(upload.key)}</Key><ETag>{quoted(stored.etag)}</ETag>", checksum_element(name, value),
        f"<ChecksumType>{kind}</ChecksumType>" if name else ""])


def parts_answer(request, upload):
    marker = request.parameter("part-number-marker", "0")
    if not marker.isdecimal():
        raise S3Failure(400, "InvalidArgument", ArgumentName="part-number-marker")
    numbers = sorted(number for number in upload.parts if number > int(marker))
    page = numbers[:page_size(request, "max-parts")]
    is_truncated = len(page) < len(numbers)
    parts = [f"<Bucket>{upload.bucket}</Bucket><Key>{escape(upload.key)}</Key><UploadId>{upload.identifier}</UploadId>",
             f"<PartNumberMarker>{marker}</PartNumberMarker><IsTruncated>{str(is_truncated).lower()}</IsTruncated>"]
    if upload.algorithm:
        parts.append(f"<ChecksumAlgorithm>{upload.algorithm.upper()}</ChecksumAlgorithm>"
                     f"<ChecksumType>{upload.kind}</ChecksumType>")
    if page:
        parts.append(f"<NextPartNumberMarker>{page[-1]}</NextPartNumberMarker>")
    return document("ListPartsResult", parts + [part_entry(number, upload) for number in page])


def part_entry(number, upload):
    part = upload.parts[number]
    checksum = checksum_element(upload.algorithm, checksums.encoded(upload.algorithm, part.body)) if upload.algorithm else ""
    return (f"<Part><PartNumber>{number}</PartNumber><LastModified>{time_text(part.modified)}</LastModified>"
            f"<ETag>{quoted(part.etag)}</ETag><Size>{len(part.body)}</Size>{checksum}</Part>")


def uploads_answer(request, uploads):
    is_encoded = is_url_encoded(request)
    prefix = request.parameter("prefix", "")
    after = (request.parameter("key-marker", "").encode(), request.parameter("upload-id-marker", "\U0010ffff"))
    found = sorted((each for each in uploads if each.key.startswith(prefix) and upload_place(each) > after),
                   key=upload_place)
    page = found[:page_size(request, "max-uploads")]
    is_truncated = len(page) < len(found)
    parts = [f"<Bucket>{request.bucket}</Bucket><Prefix>{text(prefix, is_encoded)}</Prefix>",
             f"<IsTruncated>{str(is_truncated).lower()}</IsTruncated>",
             "<EncodingType>url</EncodingType>" if is_encoded else ""]
    if is_truncated:
        parts.append(f"<NextKeyMarker>{text(page[-1].key, is_encoded)}</NextKeyMarker>"
                     f"<NextUploadIdMarker>{page[-1].identifier}</NextUploadIdMarker>")
    return document("ListMultipartUploadsResult", parts + [upload_entry(each, is_encoded) for each in page])


def upload_place(upload):
    return upload.key.encode(), upload.identifier


def upload_entry(upload, is_encoded):
    return (f"<Upload><Key>{text(upload.key, is_encoded)}</Key><UploadId>{upload.identifier}</UploadId>"
            f"<Initiated>{time_text(upload.initiated)}</Initiated></Upload>")
