"""Writes an answer to its connection, with the faults that show only on the wire."""

import email.utils
import http
import time


def send(connection, answer, rule):
    if rule.get("delay"):
        connection.server.closing.wait(rule["delay"])
    body = answer.body + b" " * rule.get("pad_body", 0)
    if "cut_body" in rule:
        body = body[:rule["cut_body"]]
    write = slow_writer(connection, rule["seconds_per_byte"]) if "seconds_per_byte" in rule else connection.wfile.write
    write(make_head(connection, answer, body, rule))
    if connection.command != "HEAD":
        send_body(connection, body, rule, write)
    connection.wfile.flush()


def make_head(connection, answer, body, rule):
    headers = {"Server": connection.server_version, "x-amz-request-id": connection.request_id,
               "Date": email.utils.formatdate(connection.server.gate.now(), usegmt=True),
               "Content-Length": str(len(body) + rule.get("length_off", 0)), **answer.headers}
    if "white_space" in rule:
        del headers["Content-Length"]
        headers["Transfer-Encoding"] = "chunked"
    if answer.status == 204:
        del headers["Content-Length"]
    headers |= {f"x-padding-{number}": "x" * 80 for number in range(rule.get("pad_headers", 0))}
    changed = {name.lower(): value for name, value in rule.get("headers", {}).items()}
    headers = {n: v for n, v in headers.items() if n.lower() not in changed}
    headers |= {n: v for n, v in changed.items() if v is not None}
    lines = [f"HTTP/1.1 {answer.status} {reason(answer.status)}", *(f"{n}: {v}" for n, v in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def reason(status):
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def send_body(connection, body, rule, write):
    if rule.get("reset") == "mid_answer":
        write(body[:len(body) // 2])
        connection.wfile.flush()
        time.sleep(0.1)  # or the reset would overtake what was sent
        return connection.reset()
    if "white_space" in rule:
        return send_chunks(connection, body, rule["white_space"])
    if "length_off" in rule:
        connection.close_connection = True
    if "truncate" in rule:
        connection.close_connection = True
        body = body[:rule["truncate"]]
    write(body)


def send_chunks(connection, body, blanks):
    for _ in range(blanks):
        connection.wfile.write(b"1\r\n \r\n")
        connection.wfile.flush()
        time.sleep(0.1)
    connection.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body))


def slow_writer(connection, seconds):
    def write(data):
        for index in range(len(data)):
            if connection.server.closing.wait(seconds):
                return
            connection.wfile.write(data[index:index + 1])
            connection.wfile.flush()
    return write
