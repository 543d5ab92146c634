"""Runs the shell steps of action.yml as they stand, on a good dataset and on a bad one: with the program compiled, as it is where no
release is to be had, and then with what a release has of it. All that can be wrong with a release is in `shipped.py`.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPRESSION = re.compile(r"\$\{\{ *([a-z]+\.[a-z_]+) *\}\}")
TAG = f"v{tomllib.loads((ROOT / 'Cargo.toml').read_text())['package']['version']}"


def run_steps(action, inputs, workspace, temporary, ref="", **further):
    """Runs each step as a runner does and returns the exit code of the first that fails, and what was printed."""
    values = {f"inputs.{name}": given["default"] for name, given in action["inputs"].items()}
    values |= {f"inputs.{name}": given for name, given in inputs.items()}
    values |= {"github.action_ref": ref, "github.action_repository": "owner/besluit", "github.token": ""}
    printed = ""
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash", step
        given = {key: EXPRESSION.sub(lambda found: values[found[1]], value) for key, value in step.get("env", {}).items()}
        assert "${{" not in step["run"], "an expression in a script is an injection"
        script = temporary / "step.sh"
        script.write_text(step["run"])
        environment = os.environ | given | {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
            "RUNNER_TEMP": str(temporary),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            # What is built already need not be built again.
            "CARGO_TARGET_DIR": str(ROOT / "target"),
        } | further
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        step_run = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True)
        printed += step_run.stdout
        if step_run.returncode != 0:
            print(step_run.stderr, file=sys.stderr)
            return step_run.returncode, printed
    return 0, printed


def make_release(binary, folder):
    """The files of a release that has the program for this system."""
    pack = [sys.executable, ROOT / ".github/release/pack.py", "x86_64-unknown-linux-musl", binary, folder]
    name = subprocess.run(pack, check=True, capture_output=True, text=True).stdout.strip()
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{digest}  {name}\n")
    return folder / name


def check_downloaded(action, good, bad, temporary):
    """The same with the program of a release, and without one that is not the one of the release."""
    binary = temporary / "besluit/bin/besluit"
    archive = make_release(binary, temporary / "release")
    binary.unlink()
    release = {"ref": TAG, "BESLUIT_DOWNLOAD": str(archive.parent)}
    code, printed = run_steps(action, {"arguments": "--as-of 2025-12-31"}, good, temporary, **release)
    assert code == 0 and "::" not in printed and binary.exists(), (code, printed)
    code, printed = run_steps(action, {"path": "data"}, bad, temporary, **release)
    assert code == 1 and "::error file=data/records/actors/xx-cabinet.json,line=5," in printed, (code, printed)

    binary.unlink()
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    code, printed = run_steps(action, {}, good, temporary, **release)
    assert code == 1 and "::error title=besluit is not installed::" in printed and not binary.exists(), (code, printed)


def main():
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    with tempfile.TemporaryDirectory() as folder:
        temporary = pathlib.Path(folder)
        good, bad = temporary / "good", temporary / "bad dataset"
        shutil.copytree(ROOT / "tests/fixtures/base", good)
        shutil.copytree(ROOT / "tests/fixtures/base", bad / "data")
        cabinet = bad / "data/records/actors/xx-cabinet.json"
        cabinet.write_text(cabinet.read_text().replace('"body"', '"boddy"'))

        code, printed = run_steps(action, {"arguments": "--as-of 2025-12-31"}, good, temporary)
        compiled, _, told = printed.partition("\n")
        assert code == 0 and compiled.startswith("::notice title=besluit is compiled::") and "::" not in told, (code, printed)

        inputs = {"path": "data", "sarif": "out.sarif", "arguments": "--as-of 2025-12-31\n--deny warnings\n"}
        code, printed = run_steps(action, inputs, bad, temporary)
        assert code == 1, code
        assert "::error file=data/records/actors/xx-cabinet.json,line=5," in printed, printed
        assert "boddy" in (bad / "out.sarif").read_text()
        assert "boddy" in (temporary / "summary.md").read_text()

        # A path is a path, whatever it looks like.
        for inputs in [{"path": "nowhere"}, {"path": "--help"}, {"path": "--version"}, {"against": "--help"}]:
            code, _ = run_steps(action, inputs, bad, temporary)
            assert code == 2, (inputs, code)
        check_downloaded(action, good, bad, temporary)
    print("action.yml: its steps pass a good dataset, annotate a bad one and fail, and fail on none, compiled or downloaded")


main()
