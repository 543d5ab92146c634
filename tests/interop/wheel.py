"""Is the package for Python what those who install it expect?

It is built with the profile `release`, whose parts other steps have compiled already, and installed in two fresh environments: one with
nothing else, and one with pydantic. Then

- the wheel is one for all versions of Python from 3.10 on and for older systems, as `auditwheel` and `abi3audit` see it; it weighs at most
  12 MB, has the licences, and its version is that of the program;
- the examples on its pages run where no program is on the path;
- `wheel_used.py` holds what it gives to what the command prints, in both environments, with eight threads, forks and interrupts;
- the shapes of what it gives have the fields of the schemas;
- mypy and pyright, both strict, take the package and a program that uses it, and refuse one that is wrong;
- the sources that are released have what it takes to build it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

from common import BINARY, ROOT, TOOLS, count, end, load

HERE = TOOLS / "wheel"
BINDINGS = ROOT / "bindings/python"
MANIFEST = BINDINGS / "Cargo.toml"
PACKAGE = BINDINGS / "python/besluit"
MAX_BYTES = 12_000_000
BIN = Path(sys.executable).parent
PAGES = [BINDINGS / "README.md", ROOT / "docs/python.md"]

# A program that uses all of it. Each line of `WRONG` is refused beside it.
RIGHT = """\
import datetime

import besluit
from besluit.models import AnyRecord, Decision

report: besluit.Report = besluit.validate(["a", "b"], as_of=datetime.date(2026, 12, 1), notes=True)
number: int = report["summary"]["errors"] + report["summary"].get("notes", 0)
hints: list[str] = [finding["hint"] for finding in report["findings"] if "hint" in finding]
view: besluit.StatusView = besluit.status(".", as_of="2026-12-01", actor="nl-aivd")
stand: list[besluit.StatusItem] = besluit.positions(actor="a", proposal="b")
state: str = besluit.quote_check(None, "kst-32317-977", "words")["state"]
records: list[AnyRecord] = list(besluit.records(models=True))
titles: list[str] = [record.id for record in records if isinstance(record, Decision)]
plain: list[str] = [record["id"] for record in besluit.records(".", models=False)]
name: str = besluit.schema("report")["title"]
try:
    besluit.validate(b"{}")
except besluit.Error as error:
    code: int = error.code
"""
WRONG = [
    'report["summry"]',
    'text: str = report["summary"]["errors"]',
    "besluit.validate(1)",
    'besluit.status(on="2026-12-01")',
    'besluit.positions(actor="a")',
    'besluit.quote_check(".", "kst-32317-977")',
    'part: int = next(besluit.records(models=True)).id',
]


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)


def build():
    shutil.rmtree(HERE, ignore_errors=True)
    command = [BIN / "maturin", "build", "--locked", "--release", "--manifest-path", MANIFEST, "--out", HERE / "built"]
    done = run(*command, env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"})
    wheels = list((HERE / "built").glob("*.whl"))
    count(len(wheels) == 1, f"the wheel is built: {done.stderr}")
    return wheels[0] if wheels else end()


def look_at(wheel):
    version = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
    name = re.fullmatch(rf"besluit-{re.escape(version)}-cp310-abi3-(\w+)\.whl", wheel.name)
    count(name, f"the wheel has another name: {wheel.name}")
    weight = wheel.stat().st_size
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        unpacked = sum(entry.file_size for entry in archive.infolist())
        said = archive.read(f"besluit-{version}.dist-info/METADATA").decode()
    count(weight <= MAX_BYTES, f"the wheel weighs {weight} bytes")
    for file in [*(f"besluit/{path.name}" for path in PACKAGE.iterdir() if path.is_file()), "besluit/_besluit.abi3.so"]:
        count(file in names or not file.endswith((".so", ".py", ".pyi", ".typed")), f"the wheel has no {file}")
    for file in ["LICENSE-APACHE", "LICENSE-MIT"]:
        count(f"besluit-{version}.dist-info/licenses/licenses/{file}" in names, f"the wheel has no {file}")
        count((BINDINGS / "licenses" / file).read_bytes() == (ROOT / file).read_bytes(), f"the package has another {file}")
    for line in [f"Version: {version}", "Requires-Python: >=3.10", "License-Expression: MIT OR Apache-2.0", "Provides-Extra: models"]:
        count(line in said.splitlines(), f"the wheel does not say `{line}`")
    audited = run(BIN / "auditwheel", "show", wheel)
    tag = name[1].split(".")[0] if name else ""
    count(tag.startswith("manylinux_2_") and f'"{tag}"' in audited.stdout.replace("\n", " "), f"auditwheel: {audited.stdout} {audited.stderr}")
    audited = run(BIN / "abi3audit", "--strict", "--report", wheel)
    results = json.loads(audited.stdout)["specs"].values() if audited.returncode == 0 else []
    objects = [part["result"] for result in results for part in result["wheel"]] if results else []
    is_clean = [one["is_abi3"] and not one["non_abi3_symbols"] and not one["future_abi3_objects"] for one in objects]
    count(is_clean and all(is_clean), f"abi3audit: {audited.stdout} {audited.stderr}")
    return f"{weight / 1e6:.1f} MB packed and {unpacked / 1e6:.1f} MB unpacked, {tag}"


def environment(name, *packages):
    venv.create(HERE / name, clear=True, with_pip=True)
    python = HERE / name / "bin/python"
    done = run(python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *packages)
    count(done.returncode == 0, f"pip: {done.stderr}")
    return python


def try_examples(plain, models):
    """The examples of the pages, each block by itself, with no program on the path."""
    alone = {"PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    advice = run(sys.executable, "-B", ROOT / "clients/python/example.py", input=exported(), cwd=ROOT)
    for page in PAGES:
        blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        count(blocks, f"{page} has no example")
        for block in blocks:
            needs_models = "besluit.models" in block
            done = run(models if needs_models else plain, "-c", block, cwd=ROOT, env=alone)
            count(done.returncode == 0 and done.stdout, f"{page}: {done.stdout} {done.stderr}")
            if needs_models:
                same = sorted(done.stdout.splitlines()) == sorted(advice.stdout.splitlines())
                count(same and advice.stdout, f"{page} gives other advice than clients/python/example.py")
            elif page == PAGES[0]:
                last = done.stdout.splitlines()[-1:]
                count("besluit-nl-2025-0001 superseded besluit-nl-2025-0003" in done.stdout and last == ["absent"], done.stdout)
    command = plain.parent / "besluit"
    for line in [[command, "validate"], [plain, "-m", "besluit", "validate"]]:
        done = run(*line, cwd=ROOT, env=alone)
        own = run(BINARY, "validate", cwd=ROOT, env=alone)
        count((done.returncode, done.stdout) == (own.returncode, own.stdout), f"{line}: {done}")


def exported():
    """The records of this repository, one a line."""
    records = [json.dumps(load(path)) for path in sorted((ROOT / "records").rglob("*.json"))]
    return "\n".join(records)


def check_types(python):
    sample = HERE / "sample.py"
    pyright = [TOOLS / "node/node_modules/.bin/pyright", "--pythonpath", python]
    settings = HERE / "pyrightconfig.json"
    settings.write_text('{"typeCheckingMode": "strict", "include": ["sample.py"]}', encoding="utf-8")
    mypy = [BIN / "mypy", "--strict", "--python-executable", python, "--cache-dir", HERE / "mypy"]
    for version in ["3.10", "3.14"]:
        done = run(*mypy, "--python-version", version, "-p", "besluit", cwd=HERE)
        count(done.returncode == 0, f"mypy, for {version}: {done.stdout}")
    for line in ["", *WRONG]:
        sample.write_text(RIGHT + line + "\n", encoding="utf-8")
        checked = run(*mypy, sample, cwd=HERE)
        count((checked.returncode == 0) == (not line), f"mypy, with `{line}`: {checked.stdout}")
        checked = run(*pyright, "--project", settings, cwd=HERE)
        count((checked.returncode == 0) == (not line), f"pyright, with `{line}`: {checked.stdout}")
    # For this it does not take the Python that it is told, but the one on the path.
    path = {**os.environ, "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    checked = run(pyright[0], "--verifytypes", "besluit", "--ignoreexternal", "--outputjson", cwd=HERE, env=path)
    symbols = json.loads(checked.stdout)["typeCompleteness"]["symbols"]
    # The models have a base that the generator leaves to pydantic to type.
    own = [one for one in symbols if one["isExported"] and not one["name"].startswith("besluit.models.")]
    unknown = [one["name"] for one in own if not one["isTypeKnown"]]
    count(len(own) > 50 and not unknown, f"pyright: of {len(own)} names no type is known of {unknown}")


def check_sources():
    """The sources have the crate that the package is made of, and Cargo reads them."""
    done = run(sys.executable, ROOT / ".github/release/sources.py", HERE / "sources")
    if done.returncode:
        return count(False, f"the sources cannot be packed: {done.stderr}")
    packed = next((HERE / "sources").glob("*.tar.gz"))
    with tarfile.open(packed) as archive:
        archive.extractall(HERE / "sources", filter="data")
    folder = packed.with_name(packed.name.removesuffix(".tar.gz"))
    read = run("cargo", "metadata", "--format-version", "1", "--offline", "--locked", "--manifest-path", folder / "Cargo.toml")
    count(read.returncode == 0, f"Cargo does not read the sources: {read.stderr}")
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    tracked = run("git", "ls-files", "--", "src", "schema", cwd=ROOT, check=True).stdout.splitlines()
    needed = {path for path in tracked if path.startswith("src/") or re.fullmatch(r"schema/\w+\.schema\.json", path)}
    count(needed and needed <= there, f"the sources have no {sorted(needed - there)[:5]}")
    count("Cargo.lock" in there, "the sources do not say which versions are meant")


def main():
    wheel = build()
    what = look_at(wheel)
    pins = (ROOT / "tests/interop/requirements.txt").read_text(encoding="utf-8").splitlines()
    pydantic = next(pin for pin in pins if pin.startswith("pydantic=="))
    plain = environment("plain", wheel)
    models = environment("models", f"{wheel}[models]", pydantic)
    try_examples(plain, models)
    used = ROOT / "tests/interop/wheel_used.py"
    for python in [plain, models]:
        done = subprocess.run([python, used], cwd=ROOT)
        count(done.returncode == 0, f"{python}: not all held")
    check_types(models)
    check_sources()
    print(f"wheel: {what}")
    end()


main()
