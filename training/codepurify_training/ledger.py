"""What has been done of a grid: one JSON line a scenario, so that a restart goes on where it stopped."""

from __future__ import annotations

import copy
import json
import os
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .corpus import read_rows


@dataclass
class Record:
    scenario: str
    status: str = "waiting"  # waiting, running, stopped, failed, done
    done: list[str] = field(default_factory=list)  # names of steps, in their order
    seconds: dict[str, float] = field(default_factory=dict)  # of each step, over all starts
    reason: str | None = None  # where it failed
    metrics: dict | None = None


class Ledger:
    def __init__(self, path: Path):
        self.path = path
        self.writing = threading.Lock()
        rows = read_rows(path) if path.exists() else ()
        self.records = {row["scenario"]: Record(**row) for row in rows}

    def of(self, scenario: str) -> Record:
        return self.records.get(scenario) or Record(scenario)

    def write(self, record: Record) -> None:
        """The whole file anew, and only when it is whole: a crash leaves what was there."""
        with self.writing:
            self.records[record.scenario] = copy.deepcopy(record)  # its own thread goes on changing it
            partial = self.path.with_suffix(".partial")
            partial.write_text("".join(f"{json.dumps(asdict(each))}\n" for each in self.records.values()), encoding="utf-8")
            os.replace(partial, self.path)


def hold_to(path: Path, settings: dict) -> None:
    """Writes the settings of a new grid; raises SystemExit where the folder was begun with others, as victims of two
    recipes in one table would be compared as if they were alike.
    """
    if not path.exists():
        path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
        return
    before = json.loads(path.read_text(encoding="utf-8"))
    changed = [key for key in before | settings if before.get(key) != settings.get(key)]
    if changed:
        was = ", ".join(f"{key} {before.get(key)} and not {settings.get(key)}" for key in changed)
        raise SystemExit(f"{path.parent}: this grid was begun with {was}. Go on with the same, or name another --out.")
