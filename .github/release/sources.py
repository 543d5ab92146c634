#!/usr/bin/env python3
"""Packs the sources of the Python package, as a person gets them for whose system there is no wheel.

    sources.py FOLDER

`maturin`, beside the Python that runs this, packs the package and the crate that it is made of. The tests and measurements of the crate
are not in it, and Cargo builds nothing of a crate that speaks of files that are not there; so what Cargo.toml says of them is left out.
"""

import gzip
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "bindings/python/Cargo.toml"


def without_tests(manifest):
    """A Cargo.toml without its tests and measurements."""
    sections = re.split(r"^(?=\[)", manifest, flags=re.MULTILINE)
    return "".join(section for section in sections if not section.startswith(("[[test]]", "[[bench]]")))


def repack(packed, out):
    """Writes an archive anew, with another Cargo.toml of the crate; the same bytes each time."""
    with tarfile.open(packed) as old, gzip.GzipFile(out, "wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as new:
        for member in old:
            content = old.extractfile(member).read()
            if re.fullmatch(r"[^/]+/Cargo\.toml", member.name):
                content = without_tests(content.decode()).encode()
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        command = [Path(sys.executable).parent / "maturin", "sdist", "--manifest-path", MANIFEST, "--out", temporary]
        subprocess.run(command, check=True)
        packed = next(Path(temporary).glob("*.tar.gz"))
        repack(packed, folder / packed.name)


main()
