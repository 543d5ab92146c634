"""The records of a dataset or a file, one after another."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, overload

if TYPE_CHECKING:
    from .models import AnyRecord

_CONFIG = "besluit.toml"


@overload
def records(path: str | os.PathLike[str] | None = None, *, models: Literal[True]) -> Iterator[AnyRecord]: ...


@overload
def records(path: str | os.PathLike[str] | None = None, *, models: Literal[False]) -> Iterator[dict[str, Any]]: ...


@overload
def records(path: str | os.PathLike[str] | None = None, *, models: bool | None = None) -> Iterator[Any]: ...


def records(path: str | os.PathLike[str] | None = None, *, models: bool | None = None) -> Iterator[Any]:
    """Gives the records of a dataset, or of a file, one after another, as the models of `besluit.models`.

    - `path`: the folder of a dataset, of which the records come in the order of their files; another folder, of which all `*.json` are
      records; a file with a record; or a stream of one record a line (`*.ndjson`, `*.jsonl`), such as an export, whose records say what
      follows from them as well. Without it, the dataset that the working directory is in.
    - `models`: True for models, which need pydantic (`besluit[models]`), and False for plain dictionaries. If it is left out, models where
      pydantic is installed.

    >>> import besluit
    >>> len([one for one in besluit.records(".", models=False) if one["type"] == "proposal"]) > 1
    True
    >>> decision = next(one for one in besluit.records(models=True) if one.id == "besluit-nl-2025-0001")
    >>> decision.events[0].date
    '2025-11-18'

    A record is not checked here but for its shape: `besluit.validate` tells what is wrong. What is no JSON raises `ValueError`, and so
    does, as a model, what does not fit it (`pydantic.ValidationError`).
    """
    read = _reader(models)
    for text in _texts(_place(path)):
        yield read(text)


def _reader(models: bool | None) -> Callable[[bytes], Any]:
    """What reads one record."""
    if models is False:
        return json.loads
    try:
        from pydantic import Field, TypeAdapter

        from .models import AnyRecord
    except ImportError as error:
        if models is None:
            return json.loads
        raise ImportError("models need pydantic 2: install besluit[models]") from error
    # The field `type` tells what a record is; so what is wrong with one is told of that type alone.
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[AnyRecord, Field(discriminator="type")])
    return adapter.validate_json


def _place(path: str | os.PathLike[str] | None) -> Path:
    """Where the records are."""
    if path is None:
        here = Path.cwd()
        folders = [folder for folder in [here, *here.parents] if (folder / _CONFIG).exists()]
        if not folders:
            raise FileNotFoundError(f"there is no dataset here: no `{_CONFIG}` in this folder or above")
        path = folders[0]
    place = Path(path)
    return place / "records" if (place / _CONFIG).exists() else place


def _texts(place: Path) -> Iterator[bytes]:
    """The bytes of each record."""
    if place.is_dir():
        for file in _files(place):
            yield file.read_bytes()
    elif place.suffix in [".ndjson", ".jsonl"]:
        with place.open("rb") as lines:
            yield from (line for line in lines if line.strip())
    else:
        yield place.read_bytes()


def _files(folder: Path) -> Iterator[Path]:
    """The records below a folder, folder by folder in the order of their names; nothing that begins with a dot, and no links."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.suffix == ".json":
            yield path
