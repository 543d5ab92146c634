"""Can people who count do so with the tables, and do they find there what the views show?

On `besluit export all` of the records:

- **positions**: for each actor who ever had a position on a proposal, `positions` joined with the events reproduces `besluit timeline`,
  entry by entry, once in DuckDB (from Parquet) and once in pandas (from csv); on the first and the last day of each spell, and on the
  days around it, the rows that hold are what `besluit status` says the actor's position stands on; `current_positions` are the rows
  without a last day;
- **spells**: those of a decision, or of a part of one, follow each other from day to day, the last one is open, and its status is that
  of the decision; the earliest days are not after the latest, and a join with events has no row twice;
- **evidence**: each piece joins one row of the table that it names, in DuckDB on csv;
- **dates**: `pandas.to_datetime` parses every column of days in every table, and beside each date that may be a month or an interval
  stand the days that it can mean, by a calendar of Python's;
- **types**: in DuckDB days are DATE, votes are BIGINT, quantities are DECIMAL(27,9), in the flat files and in the nested ones, with the
  values of the text.

The binary is one with all forms: `cargo build --release --features rdf,sqlite,parquet`.
"""

import calendar
import datetime
import decimal
import json
import shutil

import duckdb
import pandas

from common import ROOT, TOOLS, besluit, count, end, load, without_network

OUT = TOOLS / "tables"
WORLD = ROOT / "tests/fixtures/world"


def days_of(date):
    """The first and the last day that a date of EDTF level 0 can mean, and how exactly it is given."""
    first, _, last = date.partition("/")
    year, month, day = ([*map(int, first.split("-"))] + [None, None])[:3]
    start = datetime.date(year, month or 1, day or 1)
    year, month, day = ([*map(int, (last or first).split("-"))] + [None, None])[:3]
    month = month or 12
    stop = datetime.date(year, month, day or calendar.monthrange(year, month)[1])
    precision = "interval" if last else ("year", "month", "day")[first.count("-")]
    return start.isoformat(), stop.isoformat(), precision


def export(folder, output):
    shutil.rmtree(output, ignore_errors=True)
    done = besluit("export", "all", "-o", output, cwd=folder)
    count(done.returncode == 0, f"export of {folder.name}: exit code {done.returncode}")


def read_tables(folder):
    read = lambda path: pandas.read_csv(path, dtype=str, keep_default_na=False)
    return {path.stem: read(path) for path in sorted((folder / "csv").glob("*.csv"))}


def check_dates(folder, tables):
    """Every column of days parses, and the days beside a date are those that it can mean."""
    columns = dates = 0
    precisions = set()
    package = load(folder / "datapackage.json")
    for resource in package["resources"]:
        if resource.get("type") != "table":
            continue
        table = tables[resource["name"]]
        for field in resource["schema"]["fields"]:
            place = f"{folder.name}: {resource['name']}.{field['name']}"
            filled = table[field["name"]][table[field["name"]] != ""]
            if field["type"] == "date":
                parsed = pandas.to_datetime(filled, errors="raise")
                count(parsed.dtype.kind == "M" and not parsed.isna().any() or not len(filled), f"{place} are days")
                columns += 1
            if "[0-9]{4}" in field.get("constraints", {}).get("pattern", ""):
                for at, date in filled.items():
                    beside = tuple(table[f"{field['name']}_{end}"][at] for end in ("earliest", "latest", "precision"))
                    count(beside == days_of(date), f"{place}: {date} is {beside}")
                    precisions.add(beside[2])
                    dates += 1
    return columns, dates, precisions


def check_types(base, folder):
    """The types of the flat files and of the nested ones, and the values of the decimals."""
    package = load(folder / "datapackage.json")
    for resource in package["resources"]:
        if resource.get("type") != "table":
            continue
        described = base.sql(f"DESCRIBE SELECT * FROM '{folder}/parquet/tables/{resource['name']}.parquet'").fetchall()
        types = {name: kind for name, kind, *_ in described}
        for field in resource["schema"]["fields"]:
            expected = {"date": "DATE", "integer": "BIGINT", "boolean": "BOOLEAN", "string": "VARCHAR"}
            kind = types[field["name"]]
            if field["type"] == "number" and not field["name"].endswith("_percent"):
                count(kind == "VARCHAR", f"duckdb: {resource['name']}.{field['name']} is the text, here {kind}")
                kind = types[f"{field['name']}_decimal"]
                count(kind == "DECIMAL(27,9)", f"duckdb: {resource['name']}.{field['name']}_decimal is {kind}")
            else:
                count(kind == expected.get(field["type"], "DOUBLE"), f"duckdb: {resource['name']}.{field['name']} is {kind}")
    for name, columns in (
        ("decisions", ("events[].date_earliest DATE", "events[].date_latest DATE", "events[].date_precision VARCHAR",
                       "events[].vote.tallies[].for BIGINT", "events[].vote.tallies[].for_percent DOUBLE",
                       "provisions[].quantity.value VARCHAR", "provisions[].quantity.value_decimal DECIMAL(27,9)",
                       "statuses[].valid_from DATE")),
        ("proposals", ("versions[].date_latest DATE", "positions[].valid_until DATE")),
        ("sources", ("date_earliest DATE", "published_latest DATE")),
        ("actors", ("terms[].start_earliest DATE",)),
    ):
        for column in columns:
            path, kind = column.rsplit(" ", 1)
            first, *rest = path.replace("[]", ".element").split(".")
            if first in ("statuses", "positions"):
                first, rest = "derived", [path.split("[")[0], *rest]
            count(types_below(base, f"{folder}/parquet/{name}.parquet", first, rest) == kind, f"duckdb: {name}: {path} is no {kind}")
    flat = f"'{folder}/parquet/tables/provisions.parquet'"
    rows = base.sql(f"SELECT quantity_value, quantity_value_decimal FROM {flat} WHERE quantity_value IS NOT NULL").fetchall()
    count(all(decimal.Decimal(text) == number for text, number in rows), "duckdb: a decimal is the number of its text")
    return len(rows)


def types_below(base, file, first, rest):
    """The type of what lies below a column: each `element` is that of the items of a list."""
    kind = base.sql(f"SELECT \"{first}\" FROM '{file}'").types[0]
    for step in rest:
        children = dict(kind.children)
        kind = children["child" if step == "element" else step]
    return str(kind)


# What moved an actor, as `besluit timeline` has it: the decisions of who speaks for the actor, those that they relate to or that relate to
# them, and what changes or carries out one of these; the versions of the text; and the promises of all these decisions.
TIMELINE = """
WITH standing AS (SELECT * FROM decisions WHERE state = 'published'),
held AS (SELECT DISTINCT decision, position FROM positions),
own AS (
  SELECT id FROM standing WHERE proposal = $proposal AND (
    id IN (SELECT decision FROM positions WHERE positions.proposal = $proposal AND positions.actor = $actor)
    OR decider IN (SELECT actor FROM speaks_for WHERE speaks_for.speaks_for = $actor)
  )
),
beside AS (
  SELECT target AS id FROM relations WHERE decision IN (FROM own)
  UNION SELECT decision FROM relations WHERE target IN (FROM own)
),
included AS (FROM own UNION FROM beside UNION SELECT decision FROM relations WHERE target IN (FROM beside))
SELECT CASE WHEN effective_latest = counts_from THEN effective ELSE date END, events.decision, events.type, CASE WHEN events.type <> 'proposed' THEN held.position END
FROM events LEFT JOIN held USING (decision)
WHERE events.decision IN (FROM included SEMI JOIN standing USING (id)) AND counts_from <= $at AND known_by IS NOT NULL
UNION ALL
SELECT date, NULL, 'version', NULL FROM versions WHERE proposal = $proposal AND date_latest <= $at
UNION ALL
SELECT date, record, 'commitment_' || type, NULL FROM commitment_events
WHERE record IN (FROM included SEMI JOIN standing USING (id)) AND date_latest <= $at
"""


def timeline_of_pandas(tables, proposal, actor, at):
    """The same by pandas."""
    decisions, positions, relations, events = (tables[name] for name in ("decisions", "positions", "relations", "events"))
    standing = set(decisions[decisions["state"] == "published"]["id"])
    of_actor = positions[(positions["proposal"] == proposal) & (positions["actor"] == actor)]
    speakers = tables["speaks_for"].query("speaks_for == @actor")["actor"]
    about = decisions[(decisions["proposal"] == proposal) & decisions["id"].isin(standing)]
    own = set(about[about["decider"].isin(speakers) | about["id"].isin(of_actor["decision"])]["id"])
    beside = set(relations[relations["decision"].isin(own)]["target"]) | set(relations[relations["target"].isin(own)]["decision"])
    included = (own | beside | set(relations[relations["target"].isin(beside)]["decision"])) & standing
    held = positions[["decision", "position"]].drop_duplicates()
    joined = events[events["decision"].isin(included)].merge(held, on="decision", how="left").fillna("")
    joined = joined[(joined["counts_from"] <= at) & (joined["known_by"] != "")]
    counting = joined["effective"].where(joined["effective_latest"] == joined["counts_from"], joined["date"])
    # What is only proposed is no position yet.
    taken = joined["position"].where(joined["type"] != "proposed", "")
    entries = list(zip(counting, joined["decision"], joined["type"], taken))
    versions = tables["versions"].query("proposal == @proposal and date_latest <= @at")
    entries += [(date, "", "version", "") for date in versions["date"]]
    promises = tables["commitment_events"]
    promises = promises[promises["record"].isin(included) & (promises["date_latest"] <= at)]
    return entries + [(date, record, f"commitment_{what}", "") for date, record, what in
                      zip(promises["date"], promises["record"], promises["type"])]


def check_positions(base, folder, records, tables, at):
    """The lines through time, and the position of single days."""
    known = max(at, tables["sources"]["known_by"].max())
    positions = tables["positions"]
    for name in tables:
        base.sql(f"CREATE OR REPLACE VIEW {name} AS FROM '{folder}/parquet/tables/{name}.parquet'")
    open_rows = positions[positions["valid_until"] == ""]
    count(open_rows.reset_index(drop=True).equals(tables["current_positions"]), f"{folder.name}: current_positions are the open rows")
    lines = days = 0
    for (proposal, actor), rows in positions.groupby(["proposal", "actor"]):
        told = json.loads(besluit("timeline", proposal, "--actor", actor, "--as-of", at, "--format", "json", cwd=records).stdout)
        expected = sorted((one["date"], one.get("decision", ""), one["what"], one.get("position", "")) for one in told["entries"])
        found = base.execute(TIMELINE, {"proposal": proposal, "actor": actor, "at": at}).fetchall()
        found = sorted(tuple(cell or "" for cell in row) for row in found)
        count(found == expected, f"duckdb: {proposal} by {actor}: {set(found) ^ set(expected)}")
        found = sorted(timeline_of_pandas(tables, proposal, actor, at))
        count(found == expected, f"pandas: {proposal} by {actor}: {set(found) ^ set(expected)}")
        # A position less, or an event, is another line.
        for name, without in (("positions", positions["decision"] != rows["decision"].iloc[0]),
                              ("events", tables["events"]["decision"] != rows["decision"].iloc[0])):
            broken = {**tables, name: tables[name][without]}
            count(sorted(timeline_of_pandas(broken, proposal, actor, at)) != expected, f"{proposal} by {actor} needs its {name}")
        lines += 1
        turning = pandas.to_datetime(pandas.concat([rows["valid_from"], rows["valid_until"]]).replace("", None).dropna())
        around = {day + pandas.Timedelta(days=step) for day in turning for step in (-1, 0, 1)}
        for day in sorted(f"{day:%Y-%m-%d}" for day in around):
            if day > at:
                continue
            status = besluit("status", "--proposal", proposal, "--actor", actor, "--as-of", day, "--known-at", known,
                             "--format", "json", cwd=records, quiet=True)
            if status.returncode:
                # A position can be announced before there is a text; the program then knows of no proposal.
                texts = tables["versions"].query("proposal == @proposal")["date_latest"]
                count(len(texts) and (texts > day).all(), f"{proposal} by {actor} on {day}: {status.stderr}")
                continue
            standing_on = json.loads(status.stdout)["position_of"]["standing_on"]
            holds = rows[(rows["valid_from"] <= day) & ((rows["valid_until"] >= day) | (rows["valid_until"] == ""))]
            count(sorted(holds["decision"]) == sorted(standing_on), f"{proposal} by {actor} on {day}")
            days += 1
    return lines, days


def check_bounds(folder, tables):
    """The earliest day of a spell is not after the latest, and is another one only where the source gives no day."""
    for name in ("statuses", "provision_states", "positions"):
        rows = tables[name]
        for end in ("valid_from", "valid_until"):
            filled = rows[rows[end] != ""]
            latest, earliest = (pandas.to_datetime(filled[column]) for column in (end, f"{end}_earliest"))
            is_day = filled[f"{end}_precision"] == "day"
            count((earliest <= latest).all() and ((earliest == latest) == is_day).all(), f"{folder.name}: {name}.{end}")
            count((rows[rows[end] == ""][[f"{end}_earliest", f"{end}_precision"]] == "").all(axis=None), f"{folder.name}: {name}: no {end}")
    # A join by the event that a row follows from has no row twice, and leaves none out that follows from one.
    events = tables["events"].rename(columns={"decision": "because_decision", "id": "because"})
    for name in ("statuses", "positions"):
        joined = tables[name].merge(events, on=["because_decision", "because"])
        count(len(joined) == (tables[name]["because"] != "").sum(), f"{folder.name}: {name} joined with their events")


def check_claims(base, folder, tables):
    """Each piece of evidence of a table with places joins one row there, also where empty cells are the same to who joins."""
    for name, rows in tables["evidence"].groupby("claim_table"):
        columns = list(tables[name].columns)
        key = "record" if "record" in columns else columns[0]
        on = f"r.{key} = e.record" + (" AND r.place = e.claim" if "place" in columns else "")
        query = f"SELECT count(*) FROM '{folder}/csv/evidence.csv' e JOIN '{folder}/csv/{name}.csv' r ON {on} WHERE e.claim_table = '{name}'"
        [(found,)] = base.sql(query).fetchall()
        count(found == len(rows), f"duckdb: {folder.name}: {found} of {len(rows)} pieces of evidence of {name}")


def check_spells(folder, tables):
    """Spells follow each other, and the last one says what the decision says."""
    for name, keys in (("statuses", ["decision"]), ("provision_states", ["decision", "record", "provision"])):
        for key, rows in tables[name].groupby(keys):
            first, last = (pandas.to_datetime(rows[column].replace("", None)) for column in ("valid_from", "valid_until"))
            gaps = (first.iloc[1:].reset_index(drop=True) - last.iloc[:-1].reset_index(drop=True)).dt.days
            count((gaps == 1).all() and last.iloc[:-1].notna().all() and last.isna().iloc[-1], f"{folder.name}: {name} of {key}")
            count(((rows["ended_how"] == "") == last.isna()).all(), f"{folder.name}: {name} of {key} say how they ended")
            before = ["", *rows["status"].iloc[:-1]]
            count(list(rows["from_status"]) == before, f"{folder.name}: {name} of {key} say what they come from")
    newest = tables["statuses"][tables["statuses"]["valid_until"] == ""].set_index("decision")["status"]
    decisions = tables["decisions"].set_index("id")["status"]
    decisions = decisions[~decisions.isin(["", "unknown"])]
    count(newest.sort_index().to_dict() == decisions.sort_index().to_dict(), f"{folder.name}: the open status is that of the decision")


def main():
    datasets = [(ROOT, OUT)]
    datasets += [(folder, OUT / "world" / folder.name) for folder in sorted(WORLD.iterdir()) if folder.is_dir()]
    for records, output in datasets:
        export(records, output)
    without_network()
    base = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    columns = dates = decimals = lines = days = 0
    precisions = set()
    for records, output in datasets:
        tables = read_tables(output)
        more_columns, more_dates, more = check_dates(output, tables)
        columns, dates, precisions = columns + more_columns, dates + more_dates, precisions | more
        decimals += check_types(base, output)
        check_spells(output, tables)
        check_bounds(output, tables)
        check_claims(base, output, tables)
        at = load(output / "croissant.json")["temporalCoverage"].split("/")[1]
        more_lines, more_days = check_positions(base, output, records, tables, at)
        lines, days = lines + more_lines, days + more_days
    count(precisions == {"day", "month", "interval"} | precisions & {"year"}, f"dates of each kind were there: {precisions}")
    count(min(columns, dates, decimals, lines, days) > 0, "there was something of each kind")
    print(f"{lines} lines through time and {days} days of positions; {dates} dates in {columns} columns; {decimals} decimals")
    end()


main()
