"""The shapes of what the functions give, for those who check types.

Each is an object of JSON. What its fields say, and when one is absent, stands in its schema: `besluit.schema("report")`, `"views/status"`
and `"views/quote"`. Fields may be added.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class Evidence(TypedDict):
    """The evidence of some claims, in numbers."""

    quoted: int
    by_place: int


class Elsewhere(TypedDict):
    """The findings that are only about files that were not asked for, in numbers."""

    errors: int
    warnings: int


class _Summary(TypedDict):
    records: dict[str, int]
    quotes: int
    sources: int
    evidence: Evidence
    sources_with_text: int
    sources_without_text: int
    errors: int
    warnings: int


class Summary(_Summary, total=False):
    """The summary of what was checked, in numbers."""

    records_not_checked: int
    quotes_not_checked: int
    digest: str
    notes: int
    elsewhere: Elsewhere


class Position(TypedDict):
    """A place in a file, as an editor counts."""

    line: int
    column: int


class Related(TypedDict):
    """Another place that a finding is about."""

    message: str
    file: str
    span: list[int]
    start: Position
    end: Position


class _Finding(TypedDict):
    rule: str
    level: Literal["error", "warning", "note"]
    message: str
    file: str
    pointer: str
    span: list[int]
    start: Position
    end: Position
    fingerprint: str


class Finding(_Finding, total=False):
    """One thing that is wrong, and where."""

    record: str
    related: list[Related]
    hint: str


class Report(TypedDict):
    """The report of what `validate` found: `besluit-report-1`."""

    format: Literal["besluit-report-1"]
    summary: Summary
    findings: list[Finding]


class PositionOf(TypedDict):
    """The position of an actor on a proposal."""

    actor: str
    proposal: str
    standing_on: list[str]


class BodyEffect(TypedDict):
    """The effect of a position in the count of a body."""

    body: str
    needed_to: str
    effect: str


class _Because(TypedDict):
    event: str
    date: str
    sources: list[str]


class Because(_Because, total=False):
    """An event that a status follows from."""

    effective: str


class _RelationView(TypedDict):
    type: str
    target: str


class RelationView(_RelationView, total=False):
    """A relation of a decision to an older one."""

    parts: list[str]
    effective: str
    until: str


class _StatusItem(TypedDict):
    id: str
    title: dict[str, str]
    status: str
    because: list[Because]


class StatusItem(_StatusItem, total=False):
    """The status of one decision."""

    reached: str
    since: str
    position: str
    result: str
    effects: list[BodyEffect]
    by: str
    relations: list[RelationView]


class _StatusView(TypedDict):
    format: Literal["besluit-status-1"]
    as_of: str
    decisions: list[StatusItem]


class StatusView(_StatusView, total=False):
    """What `status` gives: `besluit-status-1`."""

    known_at: str
    position_of: PositionOf


class _Place(TypedDict):
    file: str
    line: int
    column: int
    span: list[int]
    quote: str


class Place(_Place, total=False):
    """A place where the words stand, or nearly do."""

    link: str


Reason = str
"""The reason why words do not stand in a source as they are."""


class Part(TypedDict):
    """One difference between the words and the source."""

    reason: Reason
    quote: str
    source: str
    file: str
    line: int
    column: int
    span: list[int]


class _QuoteView(TypedDict):
    format: Literal["besluit-quote-1"]
    source: str
    quote: str
    state: Literal["anchored", "ambiguous", "differs", "absent", "no_text"]
    places: list[Place]
    differences: list[Part]


class QuoteView(_QuoteView, total=False):
    """What `quote_check` gives: `besluit-quote-1`."""

    reason: Reason
    shared: float
