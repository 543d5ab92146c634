"""Is every report what its standard says, as the tools of others read it?

`besluit validate` reports on a dataset with findings that are hard to write down, on one without findings, on two datasets at once
and on the records of this repository, each in all formats of one run. Then

- `json` and `jsonl` fit `schema/report.schema.json`, and their lines and columns are those of the bytes they name;
- `sarif` passes the validator of the SARIF SDK, by the rules of the standard and by those of GitHub's code scanning;
- `junit` fits the XML Schema that pytest tests its own reports with;
- `gitlab` has the fields and the severities that GitLab documents, and no fingerprint twice;
- `github` is read by the grammar of the runner, and the page of the step by a reader of Markdown;

and all of them say what `json` says; those that machines read beside a change with paths from the top of the work tree. Each validator must refuse a broken report, so that this check can fail.
"""

import copy
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import unicodedata
import urllib.parse
from collections import Counter

from jsonschema import Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt

from common import BINARY, ROOT, TOOLS, count, end, load

OUT = TOOLS / "reports"
FORMATS = {"json": "json", "jsonl": "jsonl", "sarif": "sarif", "junit": "xml", "gitlab": "json", "github": "txt"}
BAD = "tests/fixtures/reports/bad"


def run(name, here, paths):
    """One run with all formats: where they are, and the page of the step."""
    folder = OUT / name
    folder.mkdir(parents=True)
    arguments = [str(BINARY), "validate", "--notes", "--as-of", "2025-03-02", *paths]
    for form, ending in FORMATS.items():
        arguments += ["--format", f"{form}={folder / form}.{ending}"]
    page = folder / "page.md"
    done = subprocess.run(arguments, cwd=here, env={**os.environ, "GITHUB_STEP_SUMMARY": str(page)})
    report = load(folder / "json.json")
    count(done.returncode == (1 if report["summary"]["errors"] else 0), f"{name}: exit code {done.returncode}")
    return folder, report["findings"]


def printable(text):
    """What would break a line, move the cursor or turn the direction of writing, by its code point."""
    turns = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    is_harmful = lambda c: unicodedata.category(c) in ("Cc", "Cf") or c in turns
    shown = "".join(f"\\u{{{ord(c):x}}}" if is_harmful(c) else c for c in text)
    # What the runners that keep a log obey.
    return re.sub(r"##(?=\[|vso\[)", r"#\\u{23}", shown)


# json, jsonl


SCHEMA = load(ROOT / "schema/report.schema.json")


def validator(definition=None):
    schema = SCHEMA if definition is None else {**SCHEMA, "$ref": f"#/$defs/{definition}"}
    if definition:
        schema = {key: value for key, value in schema.items() if key in ("$schema", "$defs", "$ref")}
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def check_json(name, folder, findings):
    report = load(folder / "json.json")
    errors = [error.message for error in validator().iter_errors(report)]
    count(not errors, f"{name}: json: {errors}")
    *lines, last = (folder / "jsonl.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    lines, last = [json.loads(line) for line in lines], json.loads(last)
    errors = [error.message for line in lines for error in validator("Finding").iter_errors(line)]
    errors += [error.message for error in validator("SummaryLine").iter_errors(last)]
    count(not errors, f"{name}: jsonl: {errors}")
    count({"format": "besluit-report-1", **last, "findings": lines} == report, f"{name}: jsonl says what json says")
    levels = Counter(finding["level"] for finding in findings)
    numbers = [report["summary"][level] for level in ("errors", "warnings", "notes")]
    count(numbers == [levels[level] for level in ("error", "warning", "note")], f"{name}: numbers of findings")


def check_places(name, here, findings):
    """Lines and columns, counted anew in the bytes of each file."""
    for finding in findings:
        content = (here / finding["file"]).read_bytes()
        for offset, place in zip(finding["span"], (finding["start"], finding["end"])):
            lines = re.split(r"\r\n|\r|\n", content[:offset].decode("utf-8"))
            expected = {"line": len(lines), "column": len(lines[-1]) + 1}
            count(place == expected, f"{name}: {finding['file']}: {place} is {expected}")


def from_top(here, file):
    """A path from the top of its work tree, or as it is if it is in none."""
    path = pathlib.Path(os.path.normpath(here / file))
    top = next((folder for folder in path.parents if (folder / ".git").exists()), None)
    return path.relative_to(top).as_posix() if top else file


def level(finding):
    """The worst first, because whoever reads a report may stop after some."""
    return ("error", "warning", "note").index(finding["level"])


def refuse_json(report):
    broken = []
    for change in (
        lambda finding: finding.pop("rule"),
        lambda finding: finding.update(level="fatal"),
        lambda finding: finding["start"].update(line=0),
        lambda finding: finding.update(hint=None),
        lambda finding: finding.update(span=[1]),
    ):
        other = copy.deepcopy(report)
        change(other["findings"][0])
        broken.append(other)
    broken.append({**report, "format": "besluit-report-2"})
    for other in broken:
        count(not validator().is_valid(other), "json: a broken report is refused")
    grown = copy.deepcopy(report)
    grown["new"] = grown["summary"]["new"] = grown["findings"][0]["new"] = 1
    count(validator().is_valid(grown), "json: fields may be added")


# sarif


def multitool(files, kind):
    """What the validator says of files, as rules and messages by the name of the file."""
    out = OUT / "multitool.sarif"
    tool = TOOLS / "node/node_modules/.bin/sarif-multitool"
    # It hands its arguments to a shell as they are: no absolute path, which could have a space in it.
    paths = [path.relative_to(ROOT) for path in (*files, out)]
    arguments = [tool, "validate", *paths[:-1], "--rule-kind", kind, "--output", paths[-1], "--log", "ForceOverwrite"]
    subprocess.run(arguments, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    log = load(out)
    said = {str(file): [] for file in files}
    for result in log["runs"][0].get("results", []):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        file = urllib.parse.unquote(urllib.parse.urlparse(uri).path)
        # There is no page that the reader of a report could be sent to.
        if result["message"].get("id") != "Warning_ProvideToolnformationUri":
            said[file].append(f"{result['ruleId']} {result['message']}")
    return said


def check_sarif(name, folder, findings):
    run, = load(folder / "sarif.sarif")["runs"]
    rules = run["tool"]["driver"]["rules"]
    results = []
    for result in run["results"]:
        location, = result["locations"]
        physical = location["physicalLocation"]
        region, uri = physical["region"], physical["artifactLocation"]["uri"]
        parsed = urllib.parse.urlparse(uri)
        count(uri.isascii() and not parsed.scheme and not uri.startswith("/"), f"{name}: {uri} is relative")
        count(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{name}: {result['ruleId']} is the rule at its index")
        results.append({
            "rule": result["ruleId"],
            "level": result["level"],
            "file": urllib.parse.unquote(uri),
            "pointer": location.get("logicalLocations", [{"fullyQualifiedName": ""}])[0]["fullyQualifiedName"],
            "span": [region["byteOffset"], region["byteOffset"] + region["byteLength"]],
            "start": {"line": region["startLine"], "column": region["startColumn"]},
            "end": {"line": region["endLine"], "column": region["endColumn"]},
            "fingerprint": result["partialFingerprints"]["besluit/v1"],
        })
    same = [{key: finding[key] for key in results[0]} for finding in sorted(findings, key=level)]
    count(results == same, f"{name}: sarif says what json says")


def validate_sarif(folders):
    files = [folder / "sarif.sarif" for folder in folders]
    for kind in ("Sarif", "Ghas"):
        for file, said in multitool(files, kind).items():
            count(not said, f"{file}: {kind}: {said}")
    broken = OUT / "broken.sarif"
    for change in (
        lambda result: result.pop("message"),
        lambda result: result.update(ruleIndex=10_000),
        lambda result: result["locations"][0]["physicalLocation"]["region"].update(startLine=100),
    ):
        log = load(files[0])
        change(log["runs"][0]["results"][0])
        broken.write_text(json.dumps(log))
        count(multitool([broken], "Sarif")[str(broken)] != [], "sarif: a broken report is refused")


# junit


def junit_schema():
    archive, = (TOOLS / "pytest").glob("pytest-*.tar.gz")
    with tarfile.open(archive) as sources:
        name, = [name for name in sources.getnames() if name.endswith("/junit-10.xsd")]
        return etree.XMLSchema(etree.parse(sources.extractfile(name)))


def check_junit(name, folder, findings, schema):
    report = etree.parse(folder / "junit.xml")
    count(schema.validate(report), f"{name}: junit: {schema.error_log}")
    worst = {}
    for finding in findings:
        worst[finding["file"]] = min(level(finding), worst.get(finding["file"], 2))
    files = sorted(worst, key=worst.get)
    cases = report.findall(".//testcase")
    count([case.get("name") for case in cases[1:]] == [printable(file) for file in files], f"{name}: a test case a file")
    for file, case in zip(files, cases[1:]):
        of_file = [finding for finding in findings if finding["file"] == file]
        errors = [finding for finding in of_file if finding["level"] == "error"]
        failures = case.findall("failure")
        count(len(failures) == bool(errors), f"{name}: {file}: one failure if there are errors")
        text = "\n".join(part.text for part in case)
        lines = [line for line in text.split("\n") if not line.startswith("  hint: ")]
        count(len(lines) == len(of_file), f"{name}: {file}: every finding is a line")
    for element in (report.getroot(), report.getroot()[0]):
        numbers = [element.get(key) for key in ("tests", "failures", "errors")]
        count(numbers == [str(len(cases)), str(len(report.findall(".//failure"))), "0"], f"{name}: numbers {numbers}")
    report.find(".//testcase").set("level", "error")
    count(not schema.validate(report), "junit: a broken report is refused")


# gitlab


def check_gitlab(name, folder, findings):
    """https://docs.gitlab.com/ci/testing/code_quality/, the table of what a tool of one's own must write."""
    content = (folder / "gitlab.json").read_bytes()
    count(content.startswith(b"["), f"{name}: gitlab: no byte order mark, and an array")
    issues = json.loads(content)
    severity = {"error": "major", "warning": "minor", "note": "info"}
    count(len(issues) == len(findings), f"{name}: gitlab: every finding is there")
    for issue, finding in zip(issues, sorted(findings, key=level)):
        count(issue["description"].startswith(finding["message"]), f"{name}: description")
        count(finding.get("hint", "") in issue["description"], f"{name}: the hint is in the description")
        count(issue["check_name"] == finding["rule"], f"{name}: check_name")
        count(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), f"{name}: {issue['severity']}")
        count(issue["severity"] == severity[finding["level"]], f"{name}: {issue['severity']}")
        count(issue["location"]["path"] == finding["file"], f"{name}: location.path")
        count(issue["location"]["lines"]["begin"] == finding["start"]["line"], f"{name}: location.lines.begin")
    fingerprints = [issue["fingerprint"] for issue in issues]
    count(all(re.fullmatch("[0-9a-f]{64}", one) for one in fingerprints), f"{name}: fingerprints are hashes")
    count(len(set(fingerprints)) == len(issues), f"{name}: fingerprints are unique")


# github


def command(line):
    """A line as the runner reads it: `::name key=value,key=value::data`, or nothing if it is no command."""
    line = line.lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, data = line[2:].split("::", 1)
    name, _, rest = head.partition(" ")
    properties = dict(pair.split("=", 1) for pair in rest.strip().split(",") if pair)
    unescape = lambda text: text.replace("%0D", "\r").replace("%0A", "\n")
    properties = {
        key: unescape(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        for key, value in properties.items()
    }
    return name, properties, unescape(data).replace("%25", "%")


def check_github(name, folder, findings):
    *lines, last = (folder / "github.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    count(command(last) is None and "##[" not in last and last.startswith("checked "), f"{name}: the last line is no command")
    commands = [command(line) for line in lines]
    count(None not in commands, f"{name}: every other line is a command")
    expected = []
    for name_of_level, word in (("error", "error"), ("warning", "warning"), ("note", "notice")):
        of_level = [finding for finding in findings if finding["level"] == name_of_level]
        shown = of_level if len(of_level) <= 10 else of_level[:9]
        for finding in shown:
            start, end = finding["start"], finding["end"]
            properties = {"file": finding["file"], "line": str(start["line"]), "endLine": str(end["line"])}
            if start["line"] == end["line"]:
                properties |= {"col": str(start["column"]), "endColumn": str(end["column"])}
            text = finding["message"] + (f"\nhint: {finding['hint']}" if "hint" in finding else "")
            text = "\n".join(map(printable, text.split("\n")))
            expected.append((word, properties | {"title": finding["rule"]}, text))
        if len(shown) < len(of_level):
            expected.append((word, {"title": "besluit"}, f"and {len(of_level) - 9} more"))
    count(commands == expected, f"{name}: github says what json says")


class Cells(html.parser.HTMLParser):
    """The text of the cells of the tables of a page, and which elements there are."""

    def __init__(self):
        super().__init__()
        self.rows, self.elements, self.is_inside = [], set(), False

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.is_inside = True
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.is_inside = False

    def handle_data(self, data):
        if self.is_inside:
            self.rows[-1][-1] += data


def check_page(name, folder, findings):
    page = (folder / "page.md").read_text(encoding="utf-8")
    cells = Cells()
    cells.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(page))
    table = {"table", "thead", "tbody", "tr", "th", "td", "code", "br"} if findings else set()
    count(cells.elements <= {"h3", "p"} | table, f"{name}: nothing is marked up: {cells.elements}")
    rows = []
    for finding in sorted(findings, key=level):
        start = finding["start"]
        text = printable(finding["message"]) + (f"\nhint: {printable(finding['hint'])}" if "hint" in finding else "")
        place = f"{printable(finding['file'])}:{start['line']}:{start['column']}"
        rows.append([finding["level"], place, finding["rule"], text])
    count(cells.rows[1:] == rows, f"{name}: the page says what json says")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    # The same dataset twice: the same files with the same faults, in two places.
    for name in ("one", "two"):
        shutil.copytree(ROOT / BAD, OUT / "twice" / name)
    runs = {
        "bad": (ROOT, [BAD]),
        "inside": (ROOT / BAD / "records/actors", []),
        "twice-run": (OUT / "twice", ["one", "two"]),
        "clean": (ROOT, ["tests/fixtures/reports/clean"]),
        "records": (ROOT, []),
    }
    schema = junit_schema()
    folders, number = [], 0
    for name, (here, paths) in runs.items():
        folder, findings = run(name, here, paths)
        count((name == "clean") == (not findings), f"{name}: {len(findings)} findings")
        check_json(name, folder, findings)
        check_places(name, here, findings)
        findings = [{**finding, "file": from_top(here, finding["file"])} for finding in findings]
        check_sarif(name, folder, findings)
        check_junit(name, folder, findings, schema)
        check_gitlab(name, folder, findings)
        check_github(name, folder, findings)
        check_page(name, folder, findings)
        folders.append(folder)
        number += len(findings)
    refuse_json(load(folders[0] / "json.json"))
    validate_sarif(folders)
    print(f"{len(runs)} runs with {number} findings in {len(FORMATS)} formats")
    end()


main()
