"""Runs the pre-commit hooks for real: in a scratch repository a bad commit is stopped, and a good one passes.

So do those of `clients/pre-commit/`, in a mirror repository and with a wheel that has the program in it.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRE_COMMIT = pathlib.Path(sys.executable).parent / "pre-commit"

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
    # What is built already need not be built again.
    "CARGO_TARGET_DIR": str(ROOT / "target"),
}


def run(folder, *command):
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)


def must(folder, *command):
    done = run(folder, *command)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


def commits(folder):
    return int(must(folder, "git", "rev-list", "--count", "--all"))


def write_wheel(folder, version):
    """A wheel of the program as it was just built; one of a release has a Python module beside it."""
    about = f"besluit-{version}.dist-info"
    held = {
        f"besluit-{version}.data/scripts/besluit": (ROOT / "target/release/besluit").read_bytes(),
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: besluit\nVersion: {version}\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: py3-none-any\n",
    }
    held[f"{about}/RECORD"] = "".join(f"{path},,\n" for path in [*held, f"{about}/RECORD"]).encode()
    with zipfile.ZipFile(folder / f"besluit-{version}-py3-none-any.whl", "w") as wheel:
        for path, content in held.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16
            wheel.writestr(entry, content)


def by_wheel(temporary):
    """The hooks of a mirror repository. Nothing is looked up by the name of the program, which is somebody else's where it is not ours."""
    version = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"]
    wheels, mirror = temporary / "wheels", temporary / "mirror"
    wheels.mkdir()
    write_wheel(wheels, version)
    must(ROOT, sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), "setuptools==80.9.0")
    shutil.copytree(ROOT / "clients/pre-commit", mirror)
    package = mirror / "pyproject.toml"
    package.write_text(package.read_text().replace("besluit==0.0.0", f"besluit=={version}"))
    must(mirror, "git", "init", "--quiet")
    must(mirror, "git", "add", "--all")
    must(mirror, "git", "commit", "--quiet", "--message", version)

    theirs, ours = (yaml.safe_load((folder / ".pre-commit-hooks.yaml").read_text()) for folder in (mirror, ROOT))
    assert theirs == [hook | {"language": "python"} for hook in ours], "the hooks are the same, but for what they are installed by"

    dataset = temporary / "by-wheel"
    shutil.copytree(ROOT / "tests/fixtures/base", dataset)
    (dataset / ".pre-commit-config.yaml").write_text(
        f"""repos:
  - repo: {mirror}
    rev: {must(mirror, "git", "rev-parse", "HEAD")}
    hooks:
      - id: besluit-fmt
      - id: besluit-validate
"""
    )
    must(dataset, "git", "init", "--quiet")
    must(dataset, str(PRE_COMMIT), "install")
    must(dataset, "git", "add", "--all")
    ENVIRONMENT.update({"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)})
    must(dataset, "git", "commit", "--message", "a good one")
    assert commits(dataset) == 1

    cabinet = dataset / "records/actors/xx-cabinet.json"
    good = cabinet.read_text()
    cabinet.write_text(good.replace('"body"', '"boddy"'))
    must(dataset, "git", "add", "--all")
    stopped = run(dataset, "git", "commit", "--message", "a bad code")
    assert stopped.returncode != 0 and "did you mean `body`?" in stopped.stderr, stopped
    cabinet.write_text(good.replace("  ", "    "))
    must(dataset, "git", "add", "--all")
    stopped = run(dataset, "git", "commit", "--message", "a bad layout")
    assert stopped.returncode != 0 and commits(dataset) == 1 and cabinet.read_text() == good, stopped
    print("pre-commit: so do those of a mirror, with a wheel")


def main():
    with tempfile.TemporaryDirectory() as temporary:
        temporary = pathlib.Path(temporary)
        ENVIRONMENT["PRE_COMMIT_HOME"] = str(temporary / "pre-commit")
        # The repository as it stands here, committed or not: pre-commit builds the program from a clone of it.
        hooks = temporary / "hooks"
        hooks.mkdir()
        for name in must(ROOT, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
            if (ROOT / name).is_file():
                (hooks / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, hooks / name)
        must(hooks, "git", "init", "--quiet")
        must(hooks, "git", "add", "--all")
        must(hooks, "git", "commit", "--quiet", "--message", "hooks")

        dataset = temporary / "dataset"
        shutil.copytree(ROOT / "tests/fixtures/base", dataset)
        (dataset / ".pre-commit-config.yaml").write_text(
            f"""repos:
  - repo: {hooks}
    rev: {must(hooks, "git", "rev-parse", "HEAD")}
    hooks:
      - id: besluit-fmt
      - id: besluit-validate
"""
        )
        must(dataset, "git", "init", "--quiet")
        must(dataset, str(PRE_COMMIT), "install")
        must(dataset, "git", "add", "--all")
        must(dataset, "git", "commit", "--message", "a good one")
        assert commits(dataset) == 1

        cabinet = dataset / "records/actors/xx-cabinet.json"
        good = cabinet.read_text()
        cabinet.write_text(good.replace('"body"', '"boddy"'))
        must(dataset, "git", "add", "--all")
        stopped = run(dataset, "git", "commit", "--message", "a bad code")
        assert stopped.returncode != 0 and "did you mean `body`?" in stopped.stderr, stopped
        assert "boddy" in stopped.stderr and commits(dataset) == 1, stopped

        cabinet.write_text(good.replace("  ", "    "))
        must(dataset, "git", "add", "--all")
        stopped = run(dataset, "git", "commit", "--message", "a bad layout")
        assert stopped.returncode != 0 and commits(dataset) == 1, stopped
        assert cabinet.read_text() == good, "the hook lays the record out"

        cabinet.write_text(good.replace("Cabinet of Xx", "The cabinet of Xx"))
        must(dataset, "git", "add", "--all")
        must(dataset, "git", "commit", "--message", "another good one")
        assert commits(dataset) == 2

        # A dataset in a folder of its own is named; without that, the hook does not pass what it has not looked at.
        config = dataset / ".pre-commit-config.yaml"
        (dataset / "data").mkdir()
        for name in ["besluit.toml", "records"]:
            (dataset / name).rename(dataset / "data" / name)
        must(dataset, "git", "add", "--all")
        stopped = run(dataset, "git", "commit", "--message", "moved")
        assert stopped.returncode != 0 and "is no dataset" in stopped.stderr, stopped
        config.write_text(config.read_text().replace("      - id: besluit-validate\n", "      - id: besluit-validate\n        args: [--root, data]\n"))
        must(dataset, "git", "add", "--all")
        must(dataset, "git", "commit", "--message", "moved, and named")
        assert commits(dataset) == 3
        print("pre-commit: the hooks stop a bad code and a bad layout, and let good commits pass")
        by_wheel(temporary)


main()
