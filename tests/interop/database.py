"""Does Datasette show the database so that people can read it?

Datasette runs in this process, on the export `all` that `exports.py` has written, with its `datasette.json`:

- every table has a label column, which is there and is filled in each row of a table that others refer to;
- a row that refers to another one shows its label, on a page and in JSON;
- the facets that are declared come back, each with several values and the counts that SQL gives;
- the tables with full text are searched by it, and their inner tables are hidden;
- tables and columns are described.

Without `datasette.json` none of the labels is there, so that this check can fail.
"""

import asyncio
import html
import logging

from datasette.app import Datasette

from common import TOOLS, count, end, load, without_network

ALL = TOOLS / "exports/all"
TOLD = ALL / "datasette.json"
BASE = str(ALL / "sqlite/records.sqlite")


async def get(datasette, path):
    response = await datasette.client.get(path)
    count(response.status_code == 200, f"datasette: {path} gives {response.status_code}")
    return response


async def check_labels(datasette, database, tables):
    referred = set()
    for table in tables:
        columns = await database.table_columns(table)
        label = await database.label_column_for_table(table)
        count(label in columns, f"datasette: the label of {table} is {label}")
        for key in await database.foreign_keys_for_table(table):
            referred.add(key["other_table"])
            named = await database.label_column_for_table(key["other_table"])
            count(named != key["other_column"], f"datasette: {key['other_table']} is named by more than its id")
    count(referred == {"decisions", "proposals", "sources", "actors"}, f"datasette: rows refer to {referred}")
    for table in referred:
        label = await database.label_column_for_table(table)
        empty = (await database.execute(f'SELECT count(*) FROM "{table}" WHERE coalesce("{label}", \'\') = \'\'')).single_value()
        count(empty == 0, f"datasette: {empty} rows of {table} have no label")


async def check_row(datasette, database):
    """A decision shows its decider by name, on a page and as JSON."""
    query = "SELECT decisions.id, actors.id, actors.name_nl FROM decisions JOIN actors ON actors.id = decisions.decider"
    decision, actor, name = tuple((await database.execute(query)).first())
    rows = (await get(datasette, f"/records/decisions.json?_labels=on&_shape=objects&id={decision}")).json()["rows"]
    count(rows[0]["decider"] == {"value": actor, "label": name}, f"datasette: the decider of {decision} is {rows[0]['decider']}")
    page = html.unescape((await get(datasette, f"/records/decisions?id={decision}")).text)
    count(f'href="/records/actors/{actor}">{name}</a>' in page, f"datasette: the table shows {name}")
    # The page of a row alone has no labels in this version of Datasette, and leads to the rows that refer to it.
    page = html.unescape((await get(datasette, f"/records/decisions/{decision}")).text)
    count(f"/records/statements?decision={decision}" in page, f"datasette: the row of {decision} leads to its statements")
    bare = Datasette([BASE])
    await bare.invoke_startup()
    rows = (await get(bare, f"/records/decisions.json?_labels=on&_shape=objects&id={decision}")).json()["rows"]
    count(rows[0]["decider"] != {"value": actor, "label": name}, "datasette: without what it is told no label is there")


async def check_facets(datasette, database, told):
    declared = 0
    for table, about in told.items():
        facets = about.get("facets", [])
        page = (await get(datasette, f"/records/{table}.json?_size=0&_facet_size=40")).json()
        results = page["facet_results"]
        results = results.get("results", results)
        count(set(results) == set(facets), f"datasette: {table} has the facets {set(results)}, declared {set(facets)}")
        for facet in facets:
            query = f'SELECT "{facet}", count(*) FROM "{table}" WHERE "{facet}" IS NOT NULL GROUP BY 1'
            expected = {value: number for value, number in (await database.execute(query)).rows}
            found = {one["value"]: one["count"] for one in results[facet]["results"]}
            count(1 < len(found) and found == expected, f"datasette: {table}.{facet} has {found}, and {expected} by SQL")
            declared += 1
    count(declared > 20, f"datasette: {declared} facets")
    # By a facet of a column that refers to others, people see names.
    actors = (await get(datasette, "/records/statements.json?_size=0")).json()["facet_results"]
    holders = actors.get("results", actors)["holder"]["results"]
    count(all(one["label"] != one["value"] for one in holders), "datasette: the facet of holders shows names")


async def check_search(datasette, database):
    searched = {}
    for table in await database.table_names():
        if await database.fts_table(table):
            searched[table] = await database.fts_table(table)
    expected = {"decisions", "proposals", "sources", "statements", "provisions", "evidence"}
    visible = set(await database.table_names()) - set(await database.hidden_table_names())
    count({table for table in searched if table in visible} == expected, f"datasette: the searched tables are {searched}")
    count(not any("_fts" in table for table in visible), f"datasette: the tables are {visible}")
    found = (await get(datasette, "/records/evidence.json?_search=ATKM+cruciaal&_shape=objects")).json()["rows"]
    count(found and all("ATKM" in row["quote"] for row in found), f"datasette: a word is found in {len(found)} quotes")


async def check():
    told = load(TOLD)
    tables = told["databases"]["records"]["tables"]
    datasette = Datasette([BASE], metadata=told, settings={"facet_time_limit_ms": 5000, "sql_time_limit_ms": 10000})
    await datasette.invoke_startup()
    database = datasette.get_database("records")
    visible = set(await database.table_names()) - set(await database.hidden_table_names())
    count(visible == set(tables), f"datasette: every table is told of, but for {visible ^ set(tables)}")
    await check_labels(datasette, database, tables)
    await check_row(datasette, database)
    await check_facets(datasette, database, tables)
    await check_search(datasette, database)
    page = html.unescape((await get(datasette, "/records/decisions")).text)
    count(tables["decisions"]["description"] in page, "datasette: a table is described")
    count(tables["decisions"]["columns"]["status"] in page, "datasette: a column is described")


def main():
    logging.getLogger("httpx").setLevel(logging.WARNING)
    without_network()
    asyncio.run(check())
    end()


main()
