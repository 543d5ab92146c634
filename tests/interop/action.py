"""Runs the shell steps of action.yml as they stand, on a good dataset and on a bad one."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPRESSION = re.compile(r"\$\{\{ *inputs\.([a-z]+) *\}\}")


def run_steps(action, inputs, workspace, temporary):
    """Runs each step as a runner does and returns the exit code of the first that fails, and what was printed."""
    values = {name: given["default"] for name, given in action["inputs"].items()} | inputs
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
            # What is built already need not be built again.
            "CARGO_TARGET_DIR": str(ROOT / "target"),
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        step_run = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True)
        printed += step_run.stdout
        if step_run.returncode != 0:
            print(step_run.stderr, file=sys.stderr)
            return step_run.returncode, printed
    return 0, printed


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
        assert code == 0 and "::" not in printed, (code, printed)

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
    print("action.yml: its steps pass a good dataset, annotate a bad one and fail, and fail on none")


main()
