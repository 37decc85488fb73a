"""The three data sets as plain rows. Nothing here knows about models."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

ROW_KEYS = ("func", "code", "buggy", "fixed")


def read_rows(path: Path) -> Iterator[dict]:
    """Rows of a JSON Lines file, gzip'd or not. Raises SystemExit with file and line on a bad row."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise SystemExit(f"{path}:{number}: not a JSON row ({error})") from None


def split_file(data: Path, task: str, split: str) -> Path:
    folder = {"defect": "defect-detection", "clone": "clone-detection", "repair": "program-repair"}[task]
    return data / folder / f"{split}.jsonl.gz"


def clone_functions(data: Path) -> dict[str, str]:
    return {row["id"]: row["func"] for row in read_rows(data / "clone-detection" / "functions.jsonl.gz")}


def c_texts(data: Path) -> list[str]:
    return [row["func"] for row in read_rows(split_file(data, "defect", "train"))]


def java_texts(data: Path) -> list[str]:
    """Java methods of the training splits only: a test method is never pre-trained on."""
    functions = clone_functions(data)
    ids = dict.fromkeys(
        row[key] for row in read_rows(split_file(data, "clone", "train")) for key in ("id1", "id2")
    )
    methods = [functions[key] for key in ids]
    repairs = [row["fixed"] for row in read_rows(split_file(data, "repair", "train"))]
    return methods + repairs
