"""Does the program run where there is nothing else? `static.py BINARY`, with a binary for Linux that is linked statically.

The releases have one for musl. Where that target is not installed, this one says the same of the program:

    RUSTFLAGS=-Ctarget-feature=+crt-static cargo build --locked --profile dist --target x86_64-unknown-linux-gnu

One that is built with `--release` will do as well, stripped with `strip` to be no larger. The binary asks for no loader and no library, is
not large, and in a folder that has only the binary in it, as the root of its own, makes a dataset, finds nothing wrong in it, and soon
finds what is then broken. That needs root, or `sudo` without a password.

What is linked with glibc looks for the system call `getrandom` in a library, finds none, and reads `/dev/urandom` instead, so that it gets
such a file.
"""

import gzip
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import count, end

# Of the file, and of what is downloaded.
MOST_BYTES = 26_000_000
MOST_BYTES_PACKED = 12_000_000
MOST_SECONDS = 5
# What a program header of ELF says of itself: the loader that the program asks for.
PT_INTERP = 3


def asks_for_loader(binary):
    """Whether a 64-bit ELF file names a loader, as all that are linked to shared libraries do."""
    content = binary.read_bytes()
    assert content[:5] == b"\x7fELF\x02", f"{binary} is no 64-bit ELF file"
    (start,) = struct.unpack_from("<Q", content, 32)
    size, number = struct.unpack_from("<HH", content, 54)
    return any(struct.unpack_from("<I", content, start + at * size)[0] == PT_INTERP for at in range(number))


def main():
    binary = Path(sys.argv[1]).resolve()
    ldd = subprocess.run(["ldd", binary], capture_output=True, text=True)
    told = ldd.stdout + ldd.stderr
    count("statically linked" in told or "not a dynamic executable" in told, f"ldd: {told}")
    count(not asks_for_loader(binary), "it asks for no loader")
    content = binary.read_bytes()
    size, packed = len(content), len(gzip.compress(content))
    count(size <= MOST_BYTES, f"{size} bytes are more than {MOST_BYTES}")
    count(packed <= MOST_BYTES_PACKED, f"{packed} bytes, packed, are more than {MOST_BYTES_PACKED}")
    if asks_for_loader(binary):
        end()

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        shutil.copy2(binary, folder / "besluit")
        folder.chmod(0o755)
        held = {"besluit"}
        if b"GNU C Library" in content:
            held.add("dev")
            (folder / "dev").mkdir()
            for name in ("random", "urandom"):
                (folder / "dev" / name).write_bytes(os.urandom(1 << 16))
        alone = [*([] if os.getuid() == 0 else ["sudo", "-n"]), "chroot", f"--userspec={os.getuid()}:{os.getgid()}", str(folder), "/besluit"]

        def run(*arguments):
            return subprocess.run([*alone, *arguments], capture_output=True, text=True, env={"PATH": os.environ["PATH"]})

        made = run("init", "/dataset", "--prefix", "trial", "--languages", "en")
        count(made.returncode == 0, f"init: {made}")
        count({path.name for path in folder.iterdir()} == held | {"dataset"}, "nothing else is there")
        holds = run("validate", "--root", "/dataset", "--as-of", "2099-01-01")
        count(holds.returncode == 0, f"validate: {holds}")

        actor = next((folder / "dataset/records/actors").glob("*.json"))
        actor.write_text(actor.read_text(encoding="utf-8").replace('"kind": "', '"kind": "x'), encoding="utf-8")
        began = time.monotonic()
        finding = subprocess.Popen(
            [*alone, "validate", "--root", "/dataset", "--format", "concise"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        first = finding.stdout.readline()
        took = time.monotonic() - began
        finding.communicate()
        count(finding.returncode == 1 and "unknown-code" in first, f"the first finding: {first}")
        count(took <= MOST_SECONDS, f"the first finding came after {took:.1f} s")
    print(f"{size} bytes, {packed} packed; the first finding after {took:.3f} s")
    end()


main()
