"""Certificates for one test run, made with the openssl program: an authority of our own and servers it vouches for."""

import pathlib
import subprocess

NAMES = "DNS:localhost,DNS:s3.localhost,DNS:*.s3.localhost,IP:127.0.0.1"


class Authority:
    """Signs certificates in a folder. `bundle` is what a client has to trust."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.bundle = self.folder / "authority.crt"
        self.key = self.folder / "authority.key"
        self.openssl("req", "-x509", *self.new_key(self.key), "-subj", "/CN=docexport test authority", "-days", "2",
                     "-addext", "basicConstraints=critical,CA:TRUE", "-out", self.bundle)

    def server(self, names=NAMES, days=2):
        """Certificate and key of a server with these names. Of no days: expired at once."""
        stem = f"server-{abs(hash((names, days)))}"
        certificate, key = self.folder / f"{stem}.crt", self.folder / f"{stem}.key"
        request, extensions = self.folder / f"{stem}.csr", self.folder / f"{stem}.ext"
        extensions.write_text(f"subjectAltName={names}\n")
        self.openssl("req", *self.new_key(key), "-subj", "/CN=a server", "-out", request)
        self.openssl("x509", "-req", "-in", request, "-CA", self.bundle, "-CAkey", self.key, "-set_serial", "1",
                     "-days", days, "-extfile", extensions, "-out", certificate)
        return certificate, key

    @staticmethod
    def new_key(path):
        return "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", path

    @staticmethod
    def openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
