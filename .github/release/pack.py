#!/usr/bin/env python3
"""Packs a binary for a release: `pack.py TARGET BINARY FOLDER` writes the archive of that target into the folder and prints its name.

The archive holds one folder, called as the archive is, with the binary, the licences and the changelog. Its bytes follow from these files
and SOURCE_DATE_EPOCH, in seconds, which is the time of each file in it.
"""

import gzip
import os
import sys
import tarfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BESIDE = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"]


def files(name, program, binary):
    """The paths in the archive, what stands there, and the mode of each."""
    yield f"{name}/{program}", binary.read_bytes(), 0o755
    for beside in BESIDE:
        yield f"{name}/{beside}", (ROOT / beside).read_bytes(), 0o644


def write_tar(path, held, when):
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=when) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for inside, content, mode in held:
                entry = tarfile.TarInfo(inside)
                entry.size, entry.mode, entry.mtime = len(content), mode, when
                archive.addfile(entry, BytesIO(content))


def write_zip(path, held, when):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, content, mode in held:
            # A zip archive knows no day before 1980.
            entry = zipfile.ZipInfo(inside, max(time.gmtime(when)[:6], (1980, 1, 1, 0, 0, 0)))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100000 | mode) << 16
            archive.writestr(entry, content)


def main():
    target, binary, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    when = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    name = f"besluit-{target}"
    folder.mkdir(parents=True, exist_ok=True)
    if "windows" in target:
        path = folder / f"{name}.zip"
        write_zip(path, files(name, "besluit.exe", binary), when)
    else:
        path = folder / f"{name}.tar.gz"
        write_tar(path, files(name, "besluit", binary), when)
    print(path.name)


main()
