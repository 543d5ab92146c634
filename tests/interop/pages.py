"""Do the commands on the pages work?

Each `sh` block of a Markdown page of this repository is run as it stands by `bash -e`, in a copy of the repository that is a git
repository of its own with the branch `main`. On its path are `besluit`, with every form that can be exported, and the `python` and `pip`
of an environment in which nothing is installed. Blocks all of whose commands are steps of `.ci/run` are run there.

What is committed must be the same in the end: what the pages generate is current. And the `yaml` blocks are YAML, in which the action of
this repository has only inputs that it knows.
"""

import os
import re
import shutil
import subprocess
import venv

import yaml

from common import BINARY, ROOT, TOOLS, count, end

HERE = TOOLS / "pages"
COPY = HERE / "repository"
FENCE = re.compile(r"^( *)```(\w+)[^\n]*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def git(*arguments):
    command = ["git", "-c", "user.name=test", "-c", "user.email=test@example.org", *arguments]
    return subprocess.run(command, cwd=COPY, env=environment(), capture_output=True, text=True, check=True).stdout


def environment():
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "VIRTUAL_ENV", "PYTHON"))}
    return outside | {
        "PATH": os.pathsep.join([str(HERE / "bin"), str(HERE / "python/bin"), os.environ["PATH"]]),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        # What is built already need not be built again; and what is installed does not go where this machine has its programs.
        "CARGO_TARGET_DIR": str(BINARY.parent.parent),
        "CARGO_INSTALL_ROOT": str(HERE / "installed"),
    }


def make_copy(names):
    """Copies the repository as it stands here, committed or not. Cargo knows by the times of the files that they are the same."""
    shutil.rmtree(COPY, ignore_errors=True)
    for name in names:
        (COPY / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, COPY / name)
    # The generators that are installed already.
    (COPY / "target").mkdir()
    if (ROOT / "target/clients").exists():
        (COPY / "target/clients").symlink_to(ROOT / "target/clients")
    git("init", "--quiet")
    git("symbolic-ref", "HEAD", "refs/heads/main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "the repository")


def make_tools():
    """The programs that the pages take to be installed."""
    (HERE / "bin").mkdir(parents=True, exist_ok=True)
    shutil.copy2(BINARY, HERE / "bin/besluit")
    venv.create(HERE / "python", clear=True, with_pip=True)


def blocks(name):
    """The language and the text of each block of code on a page."""
    for indent, language, text in FENCE.findall((ROOT / name).read_text(encoding="utf-8")):
        yield language, "".join(line.removeprefix(indent) for line in text.splitlines(keepends=True))


def commands(script):
    """The commands of a script, one a line, without what makes no difference to what they do: variables, and `--locked`."""
    for line in script.splitlines():
        words = [word for word in line.split("#")[0].split() if word != "--locked"]
        while words and re.match(r"\w+=", words[0]):
            words.pop(0)
        if words:
            yield " ".join(words)


def check_yaml(where, text, inputs):
    def walk(value):
        if isinstance(value, dict):
            if "/besluit@" in str(value.get("uses")):
                count(set(value["with"]) <= inputs, f"{where}: inputs of the action")
            value = list(value.values())
        for item in value if isinstance(value, list) else []:
            walk(item)

    try:
        walk(yaml.safe_load(text))
    except yaml.YAMLError as error:
        count(False, f"{where}: {error}")


def main():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    make_copy(names)
    make_tools()
    steps = set(commands((ROOT / ".ci/run").read_text(encoding="utf-8")))
    inputs = set(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"])
    for name in sorted(name for name in names if name.endswith(".md")):
        for language, text in blocks(name):
            if language == "yaml":
                check_yaml(name, text, inputs)
            if language != "sh" or set(commands(text)) <= steps:
                continue
            command = ["bash", "-e", "-o", "pipefail", "-c", text]
            done = subprocess.run(command, cwd=COPY, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True)
            count(done.returncode == 0, f"{name}: exit code {done.returncode} of\n{text}{done.stdout}{done.stderr}")
    changed = git("status", "--porcelain")
    count(changed == "", f"commands of the pages change what is committed:\n{changed}{git('diff', '--stat')}")
    end()


main()
