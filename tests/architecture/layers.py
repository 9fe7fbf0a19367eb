"""Which folder may include which, and which library lives where (design §9, src/ARCHITECTURE.md)."""

from project_tree import includes_of, layer_of, source_files

MODEL = {"model", "base"}
SERVICES = {"http", "process"} | MODEL
PARTS = {"catalog", "storage", "generation", "rendering"}
READING = {"sandbox"} | MODEL

# Each layer and the folders to its right. Folders between bars are siblings and never include each other.
MAY_INCLUDE = {
    "base": set(),
    "model": {"base"},
    # docexport: main -> cli -> app -> catalog | storage | generation | rendering -> http | process -> model -> base
    "http": MODEL,
    "process": MODEL,
    "catalog": SERVICES,
    "storage": SERVICES,
    "generation": SERVICES,
    "rendering": SERVICES,
    "app": PARTS | SERVICES,
    "cli": {"app"} | MODEL,
    "main": {"cli", "app"} | PARTS | SERVICES,
    # docexport-render: render -> documents | formats -> sandbox -> model -> base
    "sandbox": MODEL,
    "documents": READING,
    "formats": READING,
    "render": {"documents", "formats"} | READING,
}

# Poppler's core has no folder of its own on its include path.
POPPLER_CORE = (
    "Annot.h", "Array.h", "Catalog.h", "CharCodeToUnicode.h", "CharTypes.h", "DateInfo.h", "Dict.h", "Error.h",
    "ErrorCodes.h", "FileSpec.h", "FontInfo.h", "Form.h", "Gfx", "GlobalParams.h", "Link.h", "Object.h", "Outline.h",
    "OutputDev.h", "PDFDoc", "Page.h", "SplashOutputDev.h", "Stream.h", "UTF.h", "UnicodeMap.h", "XRef.h", "goo/",
    "splash/",
)

# Where the header of a library begins with this, the file must lie in one of these folders.
LIBRARY_HOMES = {
    "CLI/": {"cli"},
    "SQLiteCpp/": {"catalog"},
    "sqlite3": {"catalog"},
    "curl/": {"http"},
    "poppler": {"documents"},
    **{header: {"documents"} for header in POPPLER_CORE},
    "md4c": {"documents"},
    "uchardet": {"documents"},
    "unicode/": {"documents"},
    "pugixml": {"documents"},
    "zip.h": {"documents"},
    "gumbo": {"documents"},
    "expat": {"documents"},
    "tesseract/": {"documents"},
    "leptonica/": {"documents"},
    "cairo": {"formats"},
    "pango": {"formats"},
    "hb.h": {"formats"},
    "fontconfig/": {"formats"},
    "zlib.h": {"formats"},
    "zstd.h": {"formats"},
    "seccomp.h": {"sandbox"},
    "linux/landlock.h": {"sandbox"},
    "linux/seccomp.h": {"sandbox"},
    "linux/filter.h": {"sandbox"},
    "linux/bpf": {"sandbox"},
    "openssl/": {"base"},
    "immintrin.h": {"base"},
    "fmt/": set(MAY_INCLUDE),
    "nlohmann/": set(MAY_INCLUDE),
}

SYSTEM_FOLDERS = ("sys/", "linux/", "net/", "netinet/", "arpa/", "asm/", "bits/", "sanitizer/")
SYSTEM_HEADERS = {
    "dirent.h", "dlfcn.h", "endian.h", "errno.h", "fcntl.h", "fnmatch.h", "glob.h", "grp.h", "langinfo.h", "locale.h",
    "netdb.h", "poll.h", "pthread.h", "pwd.h", "sched.h", "signal.h", "spawn.h", "stdio.h", "stdlib.h", "string.h",
    "strings.h", "syslog.h", "termios.h", "time.h", "unistd.h", "wchar.h", "wctype.h",
}


def include_direction(root):
    """A file includes its own folder and folders to the right of it; private headers stay in their folder."""
    for path in source_files(root):
        layer = layer_of(root, path)
        if layer is None:
            continue
        where = path.relative_to(root)
        if layer not in MAY_INCLUDE:
            yield f"{where}: the folder {layer} is not on the map (design §9)"
            continue
        for line, delimiter, name in includes_of(path):
            cause = direction_fault(layer, delimiter, name, is_public=where.parts[0] == "include")
            if cause:
                yield f"{where}:{line}: {name}: {cause}"


def direction_fault(layer, delimiter, name, is_public):
    parts = name.split("/")
    if delimiter == "<":
        return 'a header of the project is included with ""' if parts[0] in {"docexport", *MAY_INCLUDE} else None
    if parts[0] == "docexport":
        other = parts[1] if len(parts) > 2 else None
        if other not in MAY_INCLUDE:
            return "this folder is not on the map"
        if other != layer and other not in MAY_INCLUDE[layer]:
            return f"{layer} must not include {other}"
        return None
    if is_public:
        return "a public header includes public headers only"
    if len(parts) < 2 or ".." in parts or parts[0] not in MAY_INCLUDE:
        return 'a private header is included as "<folder>/<file>"'
    if parts[0] != layer:
        return f"this is a private header of {parts[0]}"
    return None


def unit_tests_stay_home(root):
    """A unit test of a folder includes the private headers of that folder only."""
    for path in source_files(root):
        where = path.relative_to(root)
        if where.parts[:2] != ("tests", "unit") or len(where.parts) < 4:
            continue
        for line, delimiter, name in includes_of(path):
            folder = name.split("/")[0]
            if delimiter == '"' and folder in MAY_INCLUDE and folder != where.parts[2]:
                yield f"{where}:{line}: {name}: a private header of {folder}"


def library_homes(root):
    """The headers of a library are included in its folder only, and every library has a folder."""
    for path in source_files(root):
        layer = layer_of(root, path)
        if layer is None:
            continue
        where = path.relative_to(root)
        for line, delimiter, name in includes_of(path):
            if delimiter == "<":
                cause = library_fault(layer, path.name, name)
                if cause:
                    yield f"{where}:{line}: {name}: {cause}"


def library_fault(layer, file_name, header):
    for beginning, homes in LIBRARY_HOMES.items():
        if header.startswith(beginning):
            if layer not in homes:
                return f"belongs in {', '.join(sorted(homes))} only"
            if beginning == "openssl/" and not file_name.startswith("digest"):
                return "belongs in base/digest* only"
            return None
    is_standard = "/" not in header and not header.endswith((".h", ".hpp"))
    if is_standard or header in SYSTEM_HEADERS or header.startswith(SYSTEM_FOLDERS):
        return None
    return "no folder is the home of this library (tests/architecture/layers.py)"
