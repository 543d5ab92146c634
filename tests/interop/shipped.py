"""Do those who download find what a release has, and only that?

- Each target of the release workflow is packed, with a program that stands for the built one: the names are those of
  `[package.metadata.binstall]` in Cargo.toml, and the program stands in the archive where that says. Packed again, the bytes are the same.
- `.github/action/install` takes it on each system that there is a target for, from a folder and from an address, for a tag and for the
  commit and the branch that the tag is of. One byte that is another one is refused; so are checksums that nobody attests. What is not there
  is compiled.
- `.github/release/plan` takes the tag of the version, passes over one of the dataset alone, and refuses any other, and a Python package of
  another version.
- What the image is built of is enough for Cargo; and the crate has every file that goes into the program, and not the tests.
"""

import fnmatch
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

import yaml

from common import ROOT, count, end

MANIFEST = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))
VERSION = MANIFEST["package"]["version"]
TAG = f"v{VERSION}"
REPOSITORY = "owner/besluit"
# The systems as a runner names them, and their targets.
SYSTEMS = {
    ("Linux", "X64"): "x86_64-unknown-linux-musl",
    ("Linux", "ARM64"): "aarch64-unknown-linux-musl",
    ("macOS", "X64"): "x86_64-apple-darwin",
    ("macOS", "ARM64"): "aarch64-apple-darwin",
    ("Windows", "X64"): "x86_64-pc-windows-msvc",
}
PROGRAM = f"#!/bin/sh\necho besluit {VERSION}\n"


def workflow_targets():
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    return [row["target"] for row in workflow["jobs"]["binaries"]["strategy"]["matrix"]["include"]]


def filled(template, target):
    """What binstall makes of a template of Cargo.toml."""
    values = {
        "repo": f"https://example.org/{REPOSITORY}",
        "version": VERSION,
        "name": MANIFEST["package"]["name"],
        "bin": MANIFEST["bin"][0]["name"],
        "target": target,
        "binary-ext": ".exe" if "windows" in target else "",
    }
    return re.sub(r"\{ ([a-z-]+) \}", lambda found: values[found[1]], template)


def packed(folder, targets):
    """The archives of a release, with their checksums."""
    program = folder.parent / "program"
    program.write_text(PROGRAM, encoding="utf-8")
    for target in targets:
        command = [sys.executable, ROOT / ".github/release/pack.py", target, program, folder]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    names = sorted(path.name for path in folder.iterdir())
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return names


def inside(path):
    """The files in an archive, with their modes."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    with tarfile.open(path) as archive:
        return {entry.name: entry.mode for entry in archive.getmembers()}


def check_names(folder, again, targets):
    names = packed(folder, targets)
    binstall = MANIFEST["package"]["metadata"]["binstall"]
    wanted = []
    for target in targets:
        own = binstall | binstall["overrides"].get(target, {})
        address = filled(own["pkg-url"], target)
        start, _, name = address.rpartition("/")
        count(start == f"https://example.org/{REPOSITORY}/releases/download/{TAG}", f"{target}: {address}")
        count(own["pkg-fmt"] == ("zip" if name.endswith(".zip") else "tgz"), f"{target}: {own['pkg-fmt']}")
        wanted.append(name)
        modes = inside(folder / name)
        count(modes.get(filled(own["bin-dir"], target)) == 0o755, f"{target}: the program in {modes}")
        stem = name.removesuffix(".zip").removesuffix(".tar.gz")
        count(all(path.startswith(f"{stem}/") for path in modes), f"{target}: one folder: {modes}")
        count(any(path.endswith("/LICENSE-MIT") for path in modes), f"{target}: the licences: {modes}")
    count(sorted(wanted) == names, f"binstall looks for {wanted}, a release has {names}")
    count(sorted(SYSTEMS.values()) == sorted(targets), "the systems are those of the targets")
    packed(again, targets)
    same = all((folder / name).read_bytes() == (again / name).read_bytes() for name in [*names, "SHA256SUMS"])
    count(same, "packed again, the bytes are the same")


class Runner:
    """A machine that runs the step which installs."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "path"
        self.path.mkdir()
        self.write("cargo", '[ -z "$GH_TOKEN" ] || exit 1; mkdir -p "$7/bin"; printf "#!/bin/sh\\necho compiled\\n" > "$7/bin/besluit"; chmod +x "$7/bin/besluit"')

    def write(self, name, script):
        (self.path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (self.path / name).chmod(0o755)

    def install(self, system=("Linux", "X64"), ref=TAG, **environment):
        """The exit code, what was printed, and what the program that is there says; none if there is none."""
        into = self.folder / "into"
        shutil.rmtree(into, ignore_errors=True)
        given = {
            "PATH": f"{self.path}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_ACTION_PATH": str(ROOT),
            "RUNNER_TEMP": str(self.folder),
            "RUNNER_OS": system[0],
            "RUNNER_ARCH": system[1],
            "BESLUIT_REF": ref,
            "BESLUIT_REPOSITORY": REPOSITORY,
        } | {key: str(value) for key, value in environment.items()}
        command = ["bash", ROOT / ".github/action/install", into]
        done = subprocess.run(command, env=given, capture_output=True, text=True)
        programs = list((into / "bin").iterdir()) if (into / "bin").exists() else []
        says = subprocess.run(programs[0], capture_output=True, text=True).stdout.strip() if programs else None
        left = list(self.folder.glob("install.*"))
        count(not left, f"nothing is left: {left}")
        return done.returncode, done.stdout + done.stderr, says

    def expect(self, what, wanted, told_part, **arguments):
        code, told, says = self.install(**arguments)
        count((code, says) == wanted, f"{what}: {code} {says} {told}")
        count(told_part in told, f"{what}: {told}")


TAKEN, COMPILED, REFUSED = (0, f"besluit {VERSION}"), (0, "compiled"), (1, None)


def check_install(runner, release, temporary):
    for system in SYSTEMS:
        runner.expect(f"on {system}", TAKEN, VERSION, system=system, BESLUIT_DOWNLOAD=release)
    runner.expect("from an address", TAKEN, VERSION, BESLUIT_DOWNLOAD=release.as_uri())
    runner.expect("no such system", COMPILED, "::notice", system=("Linux", "RISCV"), BESLUIT_DOWNLOAD=release)
    runner.expect("no release", COMPILED, "no checksums", BESLUIT_DOWNLOAD=temporary / "nowhere")
    runner.expect("no release at an address", COMPILED, "no checksums", BESLUIT_DOWNLOAD=(temporary / "nowhere").as_uri())
    runner.expect("no tag", COMPILED, "a folder", ref="", BESLUIT_DOWNLOAD=release)
    for ref in ["main", "v0", "0" * 40, "--upload-pack=x", "a b"]:
        runner.expect(f"the ref {ref}", COMPILED, "not the release", ref=ref, BESLUIT_DOWNLOAD=release, GITHUB_SERVER_URL=temporary.as_uri())

    archive = "besluit-x86_64-unknown-linux-musl.tar.gz"
    for what, change, wanted, told_part in [
        ("one flipped byte", lambda path: path.write_bytes(flipped(path.read_bytes())), REFUSED, "::error"),
        ("half of it", lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), REFUSED, "::error"),
        ("nothing of it", lambda path: path.write_bytes(b""), REFUSED, "::error"),
        ("no archive", lambda path: path.unlink(), COMPILED, "not to be had"),
    ]:
        other = temporary / what
        shutil.copytree(release, other)
        change(other / archive)
        runner.expect(what, wanted, told_part, BESLUIT_DOWNLOAD=other)
    sums = temporary / "half of it/SHA256SUMS"
    sums.write_text("".join(line for line in sums.read_text().splitlines(True) if archive not in line))
    runner.expect("no checksum", COMPILED, "no binary", BESLUIT_DOWNLOAD=sums.parent)


def flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def check_attested(runner, release, temporary):
    """Where `gh` can be asked, what it says counts, and it is asked the right thing."""
    asked = temporary / "asked"
    given = dict(BESLUIT_DOWNLOAD=release, GITHUB_SERVER_URL="https://github.com", GH_TOKEN="token")
    runner.write("gh", f'echo "$@" > "{asked}"')
    runner.expect("attested", TAKEN, VERSION, **given)
    words = asked.read_text(encoding="utf-8").split()
    count(words[:2] == ["attestation", "verify"] and words[2].endswith("/SHA256SUMS"), f"what gh is asked: {words}")
    wanted = ["--repo", REPOSITORY, "--signer-workflow", f"{REPOSITORY}/.github/workflows/release.yml", "--source-ref", f"refs/tags/{TAG}"]
    count(words[3:] == wanted, f"what gh is asked: {words}")
    runner.write("gh", "echo no attestation >&2; exit 1")
    runner.expect("not attested", REFUSED, "are not attested", **given)
    runner.expect("no token when compiling", COMPILED, "::notice", ref="", **given)
    runner.expect("nobody to ask", TAKEN, VERSION, **(given | {"GH_TOKEN": ""}))


def git(folder, *arguments):
    given = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "user.name=nobody", "-c", "user.email=nobody@example.org", *arguments]
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=True).stdout.strip()


def check_refs(runner, release, temporary):
    """By whatever name the commit of the tag goes, the release is of it; and of no other commit."""
    origin = temporary / "server" / REPOSITORY
    origin.mkdir(parents=True)
    git(origin, "init", "--quiet", "--initial-branch", "main")
    for message in ["older", "released", "newer"]:
        git(origin, "commit", "--quiet", "--allow-empty", "--message", message)
        if message == "released":
            git(origin, "tag", "--annotate", "--message", TAG, TAG)
            git(origin, "tag", "v0")
            git(origin, "branch", "stable")
    given = dict(BESLUIT_DOWNLOAD=release, GITHUB_SERVER_URL=(temporary / "server").as_uri())
    for ref in [git(origin, "rev-parse", "HEAD~1"), "v0", "stable"]:
        runner.expect(f"the ref {ref}", TAKEN, VERSION, ref=ref, **given)
    for ref in [git(origin, "rev-parse", "HEAD"), git(origin, "rev-parse", "HEAD~2"), "main", "elsewhere"]:
        runner.expect(f"the ref {ref}", COMPILED, "not the release", ref=ref, **given)


def check_plan(temporary):
    folder = temporary / "planned"
    folder.mkdir()
    git(folder, "init", "--quiet")

    def commit(version, heading, *tags, registry=False):
        publish = "" if registry else "publish = false\n"
        (folder / "Cargo.toml").write_text(f'[package]\nversion = "{version}"\n{publish}', encoding="utf-8")
        (folder / "CHANGELOG.md").write_text(f"# Changelog\n\n## {heading}\n\n- It is there.\n\n## 0.0.1, 2000-01-01\n\n- Older.\n")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--allow-empty", "--message", version)
        for tag in tags:
            git(folder, "tag", tag)

    def plan(tag=""):
        done = subprocess.run(["bash", ROOT / ".github/release/plan", tag], cwd=folder, capture_output=True, text=True)
        return done.returncode, dict(line.split("=") for line in done.stdout.splitlines())

    def expect(what, tag, **wanted):
        code, said = plan(tag)
        count(code == 0 and wanted.items() <= said.items(), f"{what}: {code} {said}")

    (folder / "released/0.1.1").mkdir(parents=True)
    (folder / "released/0.1.1/facts").write_text("")
    commit("0.1.0", "0.1.0, 2026-01-01", "v0.1.0")
    expect("the first", "v0.1.0", version="0.1.0", program="true", publish="false", wheel="false", baseline="")
    commit("0.1.0", "0.1.0, 2026-01-01", "v0.1.1")
    expect("of the dataset alone", "v0.1.1", program="false")
    commit("0.2.0", "Unreleased")
    expect("a trial", "", version="0.2.0", program="true", baseline="v0.1.0")
    count(plan("v0.2.0")[0] == 1, "no heading in the changelog")
    commit("0.2.0", "0.2.0, 2026-02-01", registry=True)
    expect("the second", "v0.2.0", program="true", publish="true", baseline="v0.1.0")
    for tag in ["v0.3.0", "v0.2", "v", "v0.2.0-rc.1"]:
        count(plan(tag)[0] == 1, f"another tag: {tag}")
    (folder / "bindings/python").mkdir(parents=True)
    (folder / "bindings/python/pyproject.toml").write_text("")
    for version, code in [("0.1.0", 1), ("0.2.0", 0)]:
        (folder / "bindings/python/Cargo.toml").write_text(f'[package]\nversion = "{version}"\n', encoding="utf-8")
        count(plan("v0.2.0")[0] == code, f"a Python package of the version {version}")
    expect("with a Python package", "v0.2.0", wheel="true")
    notes = subprocess.run(["bash", ROOT / ".github/release/notes", "0.2.0"], cwd=folder, capture_output=True, text=True)
    count(notes.stdout.strip() == "- It is there.", f"the notes: {notes}")


def check_context(temporary):
    """What `.dockerignore` leaves of the repository has every file that Cargo asks for."""
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = [rule.removeprefix("!/") for rule in rules if rule.startswith("!")]
    count("*" in rules, "only what is named is there")
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    folder = temporary / "context"
    for name in listed:
        if any(name == rule or name.startswith(f"{rule}/") or "*" in rule and fnmatch.fnmatch(name, rule) for rule in kept):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--no-deps", "--manifest-path", folder / "Cargo.toml"]
    done = subprocess.run(command, capture_output=True, text=True)
    count(done.returncode == 0, f"what the image is built of: {done.stderr}")
    for text in re.findall(r'include_str!\("((?:\.\./)+schema/[^"]+)"\)', (ROOT / "src/schema.rs").read_text(encoding="utf-8")):
        count((folder / "src" / text).exists(), f"the image is built of {text}")


def check_crate():
    command = ["cargo", "package", "--list", "--allow-dirty", "--offline", "--package", "besluit"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    count(done.returncode == 0, f"cargo package: {done.stderr}")
    listed = set(done.stdout.splitlines())
    needed = {"Cargo.toml", "Cargo.lock", "build.rs", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "records/LICENSE"}
    for source in ROOT.glob("src/**/*.rs"):
        for text in re.findall(r'include_str!\("([^"]+)"\)', source.read_text(encoding="utf-8")):
            needed.add((source.parent / text).resolve().relative_to(ROOT).as_posix())
    # The tests of a file compare it with what is beside the program.
    needed = {path for path in needed if not path.startswith("tests/")}
    count(needed <= listed, f"the crate lacks {sorted(needed - listed)}")
    records = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("records/**/*.json")}
    count(records <= listed, f"the crate lacks {len(records - listed)} records")
    folders = {path.partition("/")[0] for path in listed if "/" in path}
    count(folders == {"src", "schema", "records"}, f"the crate has the folders {folders}")
    count(not any(path.endswith(".txt") for path in listed), "the crate has no texts of sources")


def main():
    with tempfile.TemporaryDirectory() as folder:
        temporary = Path(folder)
        release, again = temporary / "release/files", temporary / "again/files"
        for place in (release, again):
            place.mkdir(parents=True)
        check_names(release, again, workflow_targets())
        (temporary / "runner").mkdir()
        runner = Runner(temporary / "runner")
        check_install(runner, release, temporary)
        check_refs(runner, release, temporary)
        check_attested(runner, release, temporary)
        check_plan(temporary)
        check_context(temporary)
    check_crate()
    end()


main()
