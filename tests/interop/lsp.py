"""Does `besluit lsp` say what `besluit validate` says, mend what it offers to mend, and find what a person looks for?

pytest-lsp plays the editor, once with places in UTF-8 and once in UTF-16. `--large` asks the same of 10,000 records.
"""

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote

from common import BINARY, ROOT, count, end
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES

# What is between a question and its answer at the most, in seconds.
SHORT, LONG = 0.1, 1.0
SEVERITIES = {"error": 1, "warning": 2}
LETTER = "records/sources/kst-32317-977/text.txt"
DECISION = "records/decisions/2025/besluit-nl-2025-0001.json"
# Beyond the basic plane: two units of UTF-16, four of UTF-8.
ASTRAL = "\U0001d11e"


def hear(client: LanguageClient, params: lsp.PublishDiagnosticsParams):
    """Keeps what was told last of each file, and of which state of it."""
    client.diagnostics[params.uri] = (params.version, params.diagnostics)


def register(client: LanguageClient, params: lsp.RegistrationParams):
    """Watches what it is asked to watch."""


DEFAULT_CLIENT_FEATURES[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = hear
DEFAULT_CLIENT_FEATURES[lsp.CLIENT_REGISTER_CAPABILITY] = register


class Editor:
    """An editor with a dataset open."""

    def __init__(self, client, folder):
        self.client, self.folder = client, folder
        self.versions, self.texts, self.told, self.slowest = {}, {}, client.diagnostics, {}

    @classmethod
    async def start(cls, folder, encoding):
        client = await ClientServerConfig(server_command=[str(BINARY), "lsp"]).start()
        capabilities = client_capabilities("visual-studio-code")
        capabilities.general.position_encodings = [encoding]
        result = await client.initialize_session(lsp.InitializeParams(
            capabilities=capabilities, locale="en",
            workspace_folders=[lsp.WorkspaceFolder(uri=folder.as_uri(), name="records")],
        ))
        editor = cls(client, folder)
        editor.utf16 = encoding == "utf-16"
        count(result.capabilities.position_encoding == encoding, f"places are counted in {encoding}")

        return editor

    def uri(self, path):
        return (self.folder / path).as_uri()

    def write(self, path, text):
        """Opens a file with a text, or edits it."""
        self.texts[path] = text
        version = self.versions[path] = self.versions.get(path, 0) + 1
        if version == 1:
            self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(
                text_document=lsp.TextDocumentItem(uri=self.uri(path), language_id="json", version=version, text=text)))
        else:
            self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(
                text_document=lsp.VersionedTextDocumentIdentifier(uri=self.uri(path), version=version),
                content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=text)]))

    async def until(self, holds):
        """Waits until something holds; whether it did."""
        deadline = time.monotonic() + 20
        while not holds() and time.monotonic() < deadline:
            await asyncio.sleep(0.005)
        return holds()

    async def findings(self, path):
        """What is told of the state of a file that was written last."""
        told = lambda: self.told.get(self.uri(path), (None, []))
        assert await self.until(lambda: told()[0] == self.versions[path]), f"nothing is told of {path}, only of {sorted(self.told)}"
        return told()[1]

    async def ask(self, question, parameters):
        start = time.monotonic()
        answer = await question(parameters)
        self.slowest[question.__name__] = max(self.slowest.get(question.__name__, 0), time.monotonic() - start)
        return answer

    def place(self, text, offset):
        """The place of a character, as this editor counts."""
        line = text.count("\n", 0, offset)
        before = text[text.rfind("\n", 0, offset) + 1:offset]
        return lsp.Position(line=line, character=len(before.encode("utf-16-le")) // 2 if self.utf16 else len(before.encode()))

    def offset(self, text, place):
        line = sum(len(one) for one in text.splitlines(keepends=True)[:place.line])
        own, left = text[line:].split("\n", 1)[0], place.character
        for at, letter in enumerate(own):
            if left <= 0:
                return line + at
            left -= len(letter.encode("utf-16-le")) // 2 if self.utf16 else len(letter.encode())
        return line + len(own)

    def at(self, path, marked, behind=0):
        """The place in a file right before some words, or so many characters behind their start."""
        text = self.texts[path]
        where = text.index(marked) + behind
        return {"text_document": lsp.TextDocumentIdentifier(uri=self.uri(path)), "position": self.place(text, where)}

    def words(self, location):
        """The words at a location, and its path."""
        path = Path(unquote(location.uri.removeprefix("file://"))).relative_to(self.folder).as_posix()
        text = self.texts.get(path) or (self.folder / path).read_text(encoding="utf-8")
        return path, text[self.offset(text, location.range.start):self.offset(text, location.range.end)]

    def applied(self, path, edits):
        text = self.texts[path]
        for edit in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
            start, stop = self.offset(text, edit.range.start), self.offset(text, edit.range.end)
            text = text[:start] + edit.new_text + text[stop:]
        return text

    async def stop(self):
        await self.client.shutdown_session()
        await self.client.stop()


def validated(folder, path, text):
    """What `besluit validate` finds with a text in the place of a file, by file."""
    done = subprocess.run([BINARY, "validate", "--format", "json", "--stdin-filename", folder / path, "--root", folder, "-"],
                          input=text.encode(), capture_output=True, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    by_file = {}
    for finding in json.loads(done.stdout)["findings"]:
        by_file.setdefault(finding["file"], []).append(finding)
    return by_file


def replaced(old, new, nth=0):
    def edit(text):
        parts = text.split(old)
        assert len(parts) > nth + 1, old
        return old.join(parts[:nth + 1]) + new + old.join(parts[nth + 1:])
    return edit


def one_line(text):
    """The same record on one line, so that all that stands before a place counts."""
    return " ".join(line.strip() for line in text.splitlines())


def astral(edit):
    """The same mistake behind characters that take two units."""
    return lambda text: one_line(edit(replaced('"en": "', f'"en": "{ASTRAL}é{ASTRAL} ')(text)))


# A mistake in a decision, and whether an edit is offered that mends it.
QUOTE = "heeft het kabinet advies ingewonnen bij de AIVD"
PLANTED = [
    ("a misspelt code", replaced('"kind": "position"', '"kind": "positon"'), True),
    ("a misspelt field", replaced('"decider"', '"decidre"'), True),
    ("a missing field", lambda text: re.sub(r'  "choice": "[^"]*",\n', "", text), True),
    ("a field that nobody knows", replaced('"choice"', '"wholly_other": 1,\n  "choice"'), False),
    ("an actor that is not there", replaced('"actor": "nl-aivd"', '"actor": "nl-aidv"'), True),
    ("a source that is not there", replaced('"source": "brief-nl-2025-11-24-csam-toezeggingen"', '"source": "brief-nl-2025-11-24-csam-toezegging"'), True),
    ("an option that is not there", lambda text: re.sub(r'"choice": "(.)[^"]*(.)"', r'"choice": "\1\2"', text), False),
    ("a letter of a quote", replaced(QUOTE, QUOTE.replace("ingewonnen", "ingewonen")), True),
    ("a word of a quote", replaced(QUOTE, QUOTE.replace("advies", "raad")), True),
    ("half a word of a quote", replaced(QUOTE + ".", QUOTE[:-2]), True),
    ("a capital in a quote", replaced(QUOTE, QUOTE.replace("kabinet", "Kabinet")), True),
    ("a quote of nothing", replaced(QUOTE, "zeventien blauwe zebra's dansen"), False),
    ("a day in another order", lambda text: re.sub(r'"date": "(\d{4})-(\d\d)-(\d\d)"', r'"date": "\3-\2-\1"', text, count=1), True),
    ("no day of the calendar", lambda text: re.sub(r'"date": "(\d{4})-(\d\d)-(\d\d)"', r'"date": "\1-02-31"', text, count=1), False),
    ("a comma that is missing", replaced('",\n', '"\n', 3), False),
    ("a bracket that is missing", lambda text: text.rstrip()[:-1], False),
    ("a key twice", replaced('"kind"', '"kind": "position",\n  "kind"'), False),
    ("no title in one language", lambda text: re.sub(r'("title": \{\n)    "en": "[^"]*",\n', r"\1", text, count=1), False),
    ("another id than the file", replaced('"id": "besluit-nl-2025-0001"', '"id": "besluit-nl-2025-9001"'), False),
    ("a null", replaced('"choice": "', '"supersedes": null,\n  "choice": "'), False),
    ("a letter of another script", replaced('"kind": "position"', '"kind": "p\u043esition"'), True),
    ("spaces of another kind", replaced('": ', '":\u00a0'), False),
]


async def planted(editor):
    """Each mistake: told as `validate` tells it, at the same places, and mended by the edit that is offered."""
    path = DECISION
    sound = (editor.folder / path).read_text(encoding="utf-8")
    found = set()
    for name, plant, mends in [(name, way(plant), mends) for name, plant, mends in PLANTED for way in (lambda one: one, astral)]:
        text = plant(sound)
        editor.write(path, text)
        diagnostics = await editor.findings(path)
        expected = validated(editor.folder, path, text)
        texts = {path: text}
        for file, findings in expected.items():
            own = texts.get(file) or (editor.folder / file).read_text(encoding="utf-8")
            lines = [0, *[at + 1 for at, letter in enumerate(own) if letter == "\n"]]
            place = lambda one: editor.place(own, lines[one["line"] - 1] + one["column"] - 1)
            wanted = [(one["rule"], SEVERITIES[one["level"]], place(one["start"]), place(one["end"])) for one in findings]
            there = diagnostics if file == path else editor.told.get(editor.uri(file), (None, []))[1]
            told = [(one.code, int(one.severity), one.range.start, one.range.end) for one in there]
            count(sorted(map(str, told)) == sorted(map(str, wanted)), f"{name}: {file}\n  told   {told}\n  wanted {wanted}")
            count(all(one["message"] in there[at].message for at, one in enumerate(findings)) or len(there) != len(findings), f"{name}: the messages")
        count(diagnostics, f"{name}: found")
        found.update(one.code for one in diagnostics)
        actions = []
        for one in diagnostics:
            actions += await editor.ask(editor.client.text_document_code_action_async, lsp.CodeActionParams(
                text_document=lsp.TextDocumentIdentifier(uri=editor.uri(path)), range=one.range,
                context=lsp.CodeActionContext(diagnostics=[one]))) or []
        count(bool(actions) or not mends, f"{name}: an edit is offered")
        for action in actions[:1] if mends else ():
            editor.write(path, editor.applied(path, action.edit.document_changes[0].edits))
            left = await editor.findings(path)
            gone = (action.diagnostics[0].code, action.diagnostics[0].message) not in [(one.code, one.message) for one in left]
            count(gone, f"{name}: `{action.title}` mends it; left are {[one.message for one in left]}")
    count(len(found) >= 11, f"only {sorted(found)} were planted")
    editor.write(path, sound)
    count(not await editor.findings(path), "nothing is wrong any more")


async def elsewhere(editor):
    """Findings in files that are not open come and go with what is in the editor."""
    path = "records/actors/nl-aivd.json"
    sound = (editor.folder / path).read_text(encoding="utf-8")
    editor.write(path, sound.replace('"id": "nl-aivd"', '"id": "nl-other"'))
    others = lambda: [uri for uri, (_, told) in editor.told.items() if any(one.code == "dangling-reference" for one in told)]
    count(await editor.until(lambda: len(others()) > 1), "references that dangle are told where they stand")
    count(editor.uri(path) not in others(), "and not where they lead")
    editor.write(path, sound)
    count(await editor.until(lambda: not any(told for _, told in editor.told.values())), "and are gone with the mistake")


async def looked_up(editor):
    """Definitions, references, what is said of a value, symbols and the layout."""
    client, path = editor.client, DECISION
    sound = (editor.folder / path).read_text(encoding="utf-8")
    quote = next(line for line in sound.splitlines() if QUOTE in line).split('"')[3]
    for lead in (sound, one_line(replaced('"en": "', f'"en": "{ASTRAL}')(sound))):
        editor.write(path, lead)
        await editor.findings(path)

        async def defined(marked, behind=0):
            places = await editor.ask(client.text_document_definition_async, lsp.DefinitionParams(**editor.at(path, marked, behind)))
            return [editor.words(one) for one in places or ()]

        count(await defined('"nl-aivd"', 3) == [("records/actors/nl-aivd.json", '"nl-aivd"')], "an actor leads to its record")
        (file, words), *more = await defined(QUOTE)
        count(not more and file.endswith("text.txt") and " ".join(words.replace("-\n", "-").split()) == quote, f"a quote leads to its words: {words!r}")
        choice = json.loads(lead)["choice"]
        count(await defined('"choice"', 2) == [(path, f'"{choice}"')], "an option leads to where it stands")
        count(not await defined('"schema_version"', 2), "what names nothing leads nowhere")

    async def used(marked, declared=False):
        places = await editor.ask(client.text_document_references_async, lsp.ReferenceParams(
            **editor.at(path, marked, 1), context=lsp.ReferenceContext(include_declaration=declared)))
        return [editor.words(one) for one in places or ()]

    everywhere = [(file.relative_to(editor.folder).as_posix(), '"nl-aivd"') for file in sorted((editor.folder / "records").rglob("*.json"))
                  for _ in re.findall(r': "nl-aivd"', file.read_text(encoding="utf-8")) if file.name != "nl-aivd.json"]
    count(sorted(await used('"nl-aivd"')) == sorted(everywhere), f"all {len(everywhere)} places that name an actor")
    count(len(await used('"nl-aivd"', True)) == len(everywhere) + 1, "and its own id, if that is asked for")

    letter = (editor.folder / LETTER).read_text(encoding="utf-8")
    editor.write(LETTER, letter)
    await editor.findings(LETTER)
    claims = [json.loads(file.read_text(encoding="utf-8")) for file in (editor.folder / "records/decisions").rglob("*.json")]
    spoken = [one["evidence"][0]["quote"] for record in claims for one in record.get("statements", ())
              if one["evidence"][0]["source"] == "kst-32317-977" and "quote" in one["evidence"][0]]
    begun = next(one for one in spoken if one.split()[0] in letter and one[:20] in letter)
    places = await editor.ask(client.text_document_references_async, lsp.ReferenceParams(
        **editor.at(LETTER, begun[:20], 2), context=lsp.ReferenceContext(include_declaration=False)))
    count(any(begun in editor.words(one)[1] for one in places or ()), "the words of a letter lead to the claims that rest on them")

    async def told(marked, behind=1, at=path):
        hover = await editor.ask(client.text_document_hover_async, lsp.HoverParams(**editor.at(at, marked, behind)))
        return hover.contents.value if hover else ""

    count("AIVD" in await told('"nl-aivd"'), "an actor is told by its name")
    own = await told('"besluit-nl-2025-0001"')
    count("superseded" in own and "Caretaker" in own, f"a decision is told by its title and its status: {own}")
    said = await told(QUOTE)
    count("text.txt:" in said and "%" in said, f"a quote is told by its place, and its source by how much is covered: {said}")

    symbols = await editor.ask(client.text_document_document_symbol_async, lsp.DocumentSymbolParams(
        text_document=lsp.TextDocumentIdentifier(uri=editor.uri(path))))
    lists = {one.name: [part.name for part in one.children] for one in symbols}
    record = json.loads(sound)
    count(lists == {key: [part["id"] for part in value] for key, value in record.items()
                    if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]}, f"the parts of a record: {lists}")
    records = await editor.ask(client.workspace_symbol_async, lsp.WorkspaceSymbolParams(query="aivd general"))
    count(any(editor.words(one.location) == ("records/actors/nl-aivd.json", '"nl-aivd"') for one in records), "a record is found by its name")

    async def laid_out():
        return await editor.ask(client.text_document_formatting_async, lsp.DocumentFormattingParams(
            text_document=lsp.TextDocumentIdentifier(uri=editor.uri(path)), options=lsp.FormattingOptions(tab_size=2, insert_spaces=True)))

    editor.write(path, one_line(sound))
    edits = await laid_out()
    count(editor.applied(path, edits) == sound, "a record is laid out as `fmt` does it")
    editor.write(path, sound)
    count(not await laid_out(), "and is left alone if it is")
    editor.write(path, sound[:-3])
    count(not await laid_out(), "and if it is not JSON")
    editor.write(path, sound)
    await editor.findings(path)


async def completed(editor):
    """What can be written: ids of records and of parts, and the words of a text, of which each mends what it completes."""
    client, path = editor.client, DECISION
    sound = (editor.folder / path).read_text(encoding="utf-8")
    quote = next(line for line in sound.splitlines() if QUOTE in line).split('"')[3]

    async def offered(old, typed, rest=""):
        """What is offered behind what was typed in the place of a string."""
        text = replaced(f'"{old}"', f'"{typed}|{rest}"')(sound)
        at = text.index("|")
        editor.write(path, text.replace("|", "", 1))
        answer = await editor.ask(client.text_document_completion_async, lsp.CompletionParams(
            text_document=lsp.TextDocumentIdentifier(uri=editor.uri(path)), position=editor.place(text, at)))
        return answer.items if answer else []

    for typed in ("", "nl-ai", "aivd", "general intelligence"):
        items = await offered("nl-aivd", typed)
        count(any(one.text_edit.new_text == "nl-aivd" for one in items), f"the id of an actor after `{typed}`")
    wanted = quote.split()
    for typed in ("", " ".join(wanted[:2]), " ".join(wanted[:4]).lower(), quote[:len(quote) // 2], "AIVD"):
        items = await offered(quote, typed)
        right = [one for one in items if one.text_edit.new_text in letter_words(editor, one.text_edit.new_text)]
        count(items and len(right) == len(items), f"after `{typed}` what is offered stands in the text")
        if typed != "AIVD":
            count(any(one.text_edit.new_text == quote or one.text_edit.new_text.startswith(quote[:40]) for one in items), f"the quote after `{typed}`")
    items = await offered(quote, wanted[0])
    one = next(one for one in items if one.text_edit.new_text.startswith(quote[:40]))
    editor.write(path, editor.applied(path, [one.text_edit]))
    count(not await editor.findings(path), "what was completed is in order")
    # A record that is not JSON yet.
    text = sound.replace(f'"{quote}"', '"' + " ".join(wanted[:3]))
    editor.write(path, text)
    answer = await editor.ask(client.text_document_completion_async, lsp.CompletionParams(
        text_document=lsp.TextDocumentIdentifier(uri=editor.uri(path)),
        position=editor.place(text, text.index(" ".join(wanted[:3])) + len(" ".join(wanted[:3])))))
    count(answer and any(one.text_edit.new_text.startswith(quote[:40]) for one in answer.items), "the quote in a string that is open")
    choice = json.loads(sound)["choice"]
    editor.write(path, sound)
    items = await editor.ask(client.text_document_completion_async, lsp.CompletionParams(**editor.at(path, f'"choice": "{choice}', 11)))
    count([one.text_edit.new_text for one in items.items] == [one["id"] for one in json.loads(sound)["options"]], "the options of the record")
    for marked, behind in (('"kind": "', 9), ('"id": "besluit', 7), ('"title"', 3)):
        answer = await editor.ask(client.text_document_completion_async, lsp.CompletionParams(**editor.at(path, marked, behind)))
        count(not answer or not answer.items, f"nothing is offered at {marked}")
    await editor.findings(path)


def letter_words(editor, words):
    """The words, if they stand in one of the two letters."""
    texts = (file.read_text(encoding="utf-8") for file in (editor.folder / "records/sources").rglob("text.txt"))
    return words if any(" ".join(words.split()) in " ".join(text.split()).replace("- ", "-") for text in texts) else ""


async def edited(editor, times):
    """Random edits, with questions between them: the server answers to the end."""
    chance = random.Random(20261130)
    paths = [DECISION, "records/actors/nl-aivd.json", "records/sources/kst-32317-977/source.json", LETTER]
    sound = {path: (editor.folder / path).read_text(encoding="utf-8") for path in paths}
    pieces = ['"', "\\", "{", "}", "[", "]", ",", ":", "\n", "\r\n", "\t", "\0", "\ud800", ASTRAL, "null", "é", "#", '"id": "', "[" * 99, '{"a":' * 80]
    for step in range(times):
        path = chance.choice(paths)
        text = editor.texts.get(path, sound[path]) if step % 7 else sound[path]
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.choice([0, 0, 1, 5, 300]))
        text = text[:at] + chance.choice([chance.choice(pieces), text[to:to + chance.randrange(60)], ""]) + text[to:]
        text = text.encode("utf-8", "replace").decode()
        editor.write(path, text)
        where = {"text_document": lsp.TextDocumentIdentifier(uri=editor.uri(path)), "position": editor.place(text, chance.randrange(len(text) + 1))}
        question, parameters = chance.choice([
            (editor.client.text_document_completion_async, lsp.CompletionParams(**where)),
            (editor.client.text_document_hover_async, lsp.HoverParams(**where)),
            (editor.client.text_document_definition_async, lsp.DefinitionParams(**where)),
            (editor.client.text_document_references_async, lsp.ReferenceParams(**where, context=lsp.ReferenceContext(include_declaration=True))),
            (editor.client.text_document_document_symbol_async, lsp.DocumentSymbolParams(text_document=where["text_document"])),
            (editor.client.text_document_code_action_async, lsp.CodeActionParams(text_document=where["text_document"], range=lsp.Range(
                start=lsp.Position(0, 0), end=where["position"]), context=lsp.CodeActionContext(diagnostics=[]))),
        ])
        await editor.ask(question, parameters)
    for path in paths:
        editor.write(path, sound[path])
    for path in paths:
        count(not await editor.findings(path), f"after {times} edits {path} is told as in order")
    count(editor.client._server.returncode is None, f"the server lives after {times} edits")


async def drive(folder, encoding, times, limit):
    editor = await Editor.start(folder, encoding)
    for part in (planted, elsewhere, looked_up, completed):
        await part(editor)
    await edited(editor, times)
    await editor.stop()
    slowest = ", ".join(f"{name.removeprefix('text_document_').removesuffix('_async')} {seconds * 1000:.0f} ms"
                        for name, seconds in sorted(editor.slowest.items(), key=lambda one: -one[1]))
    print(f"{encoding}: the slowest answers of each sort: {slowest}")
    print(f"asked are {limit * 1000:.0f} ms; these machines are noisy, so this is told and not counted")


def in_neovim(folder):
    """Neovim opens a record without a screen, with the lines of the page for the older one, and shows what is wrong with it."""
    lines = (ROOT / "docs/editors.md").read_text(encoding="utf-8").split("```lua\n")[2].split("```")[0]
    (folder.parent / "init.lua").write_text(lines, encoding="utf-8")
    path = folder / DECISION
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace('"kind": "position"', f'"kind": "{ASTRAL}positon"', 1), encoding="utf-8")
    done = subprocess.run(["nvim", "--headless", "--clean", "-n", "--cmd", f"luafile {folder.parent / 'init.lua'}", path,
                           "-c", f"luafile {ROOT / 'tests/interop/neovim.lua'}"], capture_output=True, text=True, timeout=60,
                          env={**os.environ, "PATH": f"{BINARY.parent}{os.pathsep}{os.environ['PATH']}"})
    line = sound[:sound.index('"kind"')].count("\n")
    expected = f"{line}:10 unknown-code `{ASTRAL}positon` is not a decision kind"
    count(done.stdout.startswith(expected), f"neovim shows {expected}: {done.stdout} {done.stderr}")
    path.write_text(sound, encoding="utf-8")


def dataset(home):
    """A copy of the dataset."""
    folder = (home / "data é").resolve()
    folder.mkdir()
    for name in ("records", "schema"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "besluit.toml", folder)
    return folder


def enlarge(folder, records):
    """Adds actors until there are so many records."""
    own = json.loads((folder / "records/actors/nl-aivd.json").read_text(encoding="utf-8"))
    own.pop("evidence", None)
    there = len(list((folder / "records").rglob("*.json")))
    for number in range(there, records):
        name = f"xx-made-{number}"
        actor = own | {"id": name, "name": {tag: f"{text} {number}" for tag, text in own["name"].items()}}
        actor.pop("identifiers", None)
        (folder / f"records/actors/{name}.json").write_text(json.dumps(actor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--edits", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = dataset(Path(home))
        if asked.large:
            enlarge(folder, 10_000)
        for encoding in ("utf-16",) if asked.large else ("utf-8", "utf-16"):
            if encoding == "utf-8":
                in_neovim(folder)
            asyncio.run(drive(folder, encoding, asked.edits // (20 if asked.large else 2), LONG if asked.large else SHORT))
    end()


if __name__ == "__main__":
    main()
