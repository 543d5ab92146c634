"""Checks a dataset of cabinet decisions with their rationale, and answers questions about it.

Each function is a command of the program `besluit`, which runs in this process and without the lock of the interpreter: what it gives is
what the command prints with `--format json`. The examples stand in a folder with a dataset, that of the project.

>>> import besluit
>>> report = besluit.validate(as_of="2026-12-01")
>>> report["summary"]["errors"]
0
"""

from __future__ import annotations

import datetime
import json
import logging
import os
from collections.abc import Iterable
from typing import Any, Union

from . import _besluit
from ._records import records
from .shapes import QuoteView, Report, StatusItem, StatusView

__all__ = [
    "Error",
    "QuoteView",
    "Report",
    "StatusItem",
    "StatusView",
    "positions",
    "quote_check",
    "records",
    "schema",
    "status",
    "validate",
]

__version__: str = _besluit.__version__

_Path = Union[str, "os.PathLike[str]"]
_Day = Union[datetime.date, str]

_log = logging.getLogger("besluit")

# The schemas of which there are two: a strict one, and a tolerant one for those who read.
_OF_RECORDS = frozenset(["actor", "decision", "proposal", "record", "source"])


class Error(Exception):
    """What was asked for is not there, or the job could not be done, or not all of it.

    The message is what the command says on standard error.

    >>> besluit.status(proposal="nothing-like-it")
    Traceback (most recent call last):
    besluit.Error: there is no proposal `nothing-like-it`; `besluit list --type proposal` lists those that there are
    """

    code: int
    """The exit code of the command: 1 where what was asked for is not there, and 2 where the job could not be done, or not all of it."""

    answer: Any
    """What the command printed all the same, such as the report on all that could be read. None if it printed nothing."""

    def __init__(self, message: str, code: int, answer: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.answer = answer


def validate(
    path: _Path | bytes | Iterable[_Path] | None = None,
    *,
    root: _Path | None = None,
    as_of: _Day | None = None,
    filename: _Path | None = None,
    notes: bool = False,
    deny: Iterable[str] = (),
    warn: Iterable[str] = (),
    allow: Iterable[str] = (),
) -> Report:
    """Checks records, and gives the report: `besluit-report-1`, of which `besluit.schema("report")` tells each field.

    `path` is a file, a folder, a pattern such as `records/**/*.json`, or a stream of one record a line (`*.ndjson`, `*.jsonl`); several
    of them; or, as bytes, a record or a stream by itself. Without it the dataset is checked that the working directory is in.

    - `root`: the folder of the dataset that records from elsewhere are looked at in; else the nearest one above a path.
    - `as_of`: the day on which the dataset is judged; else today, the local day.
    - `filename`: the file that the bytes are to become: their record is looked at in that file's place.
    - `notes`: whether what is only worth knowing is reported as well.
    - `deny`, `warn`, `allow`: rules of which the findings are errors, are warnings, are left out.

    Bad records are findings, and no exception.

    >>> record = b'{"type": "actor", "schema_version": "0.2.0", "id": "xx", "kind": "boddy"}'
    >>> finding = besluit.validate(record, as_of="2026-12-01")["findings"][0]
    >>> finding["rule"], finding["start"]
    ('missing-field', {'line': 1, 'column': 1})

    Raises `Error` if there is nothing to check, or something cannot be read; then its `answer` is the report on the rest.
    """
    content = b""
    if path is None:
        paths = []
    elif isinstance(path, bytes):
        paths, content = ["-"], path
    elif isinstance(path, (str, os.PathLike)):
        paths = [_file(path)]
    else:
        paths = [_file(one) for one in path]
        if not paths:
            raise ValueError("there is no path to check")
    options = [*_option("root", root), *_option("as-of", _day(as_of)), *_option("stdin-filename", filename)]
    options += ["--notes"] if notes else []
    for name, rules in [("deny", deny), ("warn", warn), ("allow", allow)]:
        options += [f"--{name}={rule}" for rule in rules]
    report: Report = _ask("validate", "--format=json", *options, "--", *paths, content=content)
    return report


def status(
    path: _Path | None = None,
    *,
    as_of: _Day | None = None,
    known_at: _Day | None = None,
    proposal: str | None = None,
    actor: str | None = None,
) -> StatusView:
    """Says what has become of the decisions by a day, and what that follows from: `besluit-status-1`.

    - `path`: the folder of the dataset; else the nearest one above the working directory.
    - `as_of`: the day up to which things count as having happened or been said; else today, the local day.
    - `known_at`: the day from which one looks: what became public later is not known; else today, the local day.
    - `proposal`, `actor`: only decisions about that proposal, and only those of that actor or of who speaks in its name; by id or name.

    >>> view = besluit.status(as_of="2025-11-27", known_at="2025-11-27", proposal="eu-com-2022-209")
    >>> {item["id"]: item["status"] for item in view["decisions"]}["besluit-nl-2025-0001"]
    'superseded'

    Raises `Error` if there is no dataset, proposal or actor of that name.
    """
    options = [*_option("root", path), *_option("as-of", _day(as_of)), *_option("known-at", _day(known_at))]
    options += [*_option("proposal", proposal), *_option("actor", actor)]
    view: StatusView = _ask("status", "--format=json", *options)
    return view


def positions(
    path: _Path | None = None,
    *,
    actor: str,
    proposal: str,
    as_of: _Day | None = None,
    known_at: _Day | None = None,
) -> list[StatusItem]:
    """Gives the decisions that the position of an actor on a proposal stands on, on a day.

    That is one, or more where they contradict each other, and none where the actor has no position. The position is the `position` of
    each. The arguments are those of `status`.

    >>> [item["position"] for item in besluit.positions(actor="nl-cabinet", proposal="eu-com-2022-209", as_of="2025-11-27")]
    ['oppose']
    """
    view = status(path, as_of=as_of, known_at=known_at, proposal=proposal, actor=actor)
    of = view.get("position_of")
    standing = of["standing_on"] if of else []
    return [item for item in view["decisions"] if item["id"] in standing]


def quote_check(path: _Path | None, source: str, words: str) -> QuoteView:
    """Says whether words stand in the text of a source: `besluit-quote-1`.

    Its `state` is `anchored` if they stand there once, character for character, which is what a quote in a record has to do; `ambiguous`
    if they stand there several times; `differs` if something like them does, and then `differences` tells what is otherwise; `absent`;
    or `no_text` if the text of the source is not in the dataset.

    - `path`: the folder of the dataset; if None, the nearest one above the working directory.
    - `source`: the source, by id or name.

    >>> besluit.quote_check(".", "kst-32317-977", "nothing like these words")["state"]
    'absent'

    Raises `Error` if there is no dataset or source of that name, or no word.
    """
    options = [*_option("root", path), *_option("source", source)]
    view: QuoteView = _ask("quote", "--check", "--format=json", *options, "--", words)
    return view


def schema(name: str, *, consumer: bool = True, root: _Path | None = None) -> dict[str, Any]:
    """Gives a file of those that other programs rely on, such as the JSON Schema of a record type or of a view.

    - `name`: a type of records or `record` for any of them; `report` for what `validate` gives; `views/status` and `views/quote` for what
      `status` and `quote_check` give; `tables`, `codes`, `rules`, `cli` for lists.
    - `consumer`: of a record, the tolerant schema of those who read, which lets pass what may be added later; else the strict one of those
      who write. Of all else there is one.
    - `root`: the folder of a dataset that says where its schemas are served; else the nearest one above the working directory.

    >>> besluit.schema("report")["properties"]["format"]["const"]
    'besluit-report-1'

    Raises `Error` if there is no file of that name.
    """
    options = ["--consumer"] if consumer and name in _OF_RECORDS else []
    file: dict[str, Any] = _ask("schema", *options, *_option("root", root), "--", name)
    return file


def _ask(*arguments: str, content: bytes = b"") -> Any:
    """What a command line prints, which is JSON."""
    code, output, said = _besluit.answer(list(arguments), content)
    answer = json.loads(output) if output else None
    if code == 2 or answer is None:
        raise Error(said.strip().removeprefix("error: "), code, answer)
    for line in said.splitlines():
        _log.warning("%s", line)
    return answer


def _option(name: str, value: _Path | None) -> list[str]:
    """An option of a command line, if it has a value."""
    return [] if value is None else [f"--{name}={os.fspath(value)}"]


def _day(day: _Day | None) -> str | None:
    """A day as the command takes it."""
    if isinstance(day, datetime.datetime):
        day = day.date()
    return day.isoformat() if isinstance(day, datetime.date) else day


def _file(path: _Path) -> str:
    """A path as the command takes it, to which `-` is standard input."""
    path = os.fspath(path)
    return os.path.join(os.curdir, path) if path == "-" else path
