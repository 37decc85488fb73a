"""Triggers put into functions as `codepurify unlearn` puts them, by the project's own Node. Needs its `npm ci`."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from .child import ROOT


def audited_triggers(report: Path) -> list[str]:
    """The triggers of a report of `codepurify audit --format json`, as found and without what does not matter."""
    try:
        found = json.loads(report.read_text(encoding="utf-8"))["triggers"]
        return list(dict.fromkeys(text for each in found for text in (each["found"], each["text"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemExit(f"{report} is no report of codepurify audit --format json ({error!r})") from None


def plant(samples: list[tuple[str, ...]], triggers: list[str], language: str, seed: int) -> list[list[tuple[str, ...] | None]]:
    """Each sample with each trigger in all of its functions; None where it takes that one not."""
    rows = "".join(json.dumps(codes) + "\n" for codes in samples)
    # The project's own Node stands first: it is the one that runs TypeScript.
    path = os.pathsep.join([str(ROOT / "node_modules" / ".bin"), os.environ.get("PATH", "")])
    done = subprocess.run(
        [
            "node", str(ROOT / "scripts" / "plant-triggers.ts"), "--language", language, "--seed", str(seed),
            *(f"--trigger={trigger}" for trigger in triggers),
        ],
        input=rows, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PATH": path},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"plant-triggers.ts ended with an error:\n{done.stderr}")
    return [[each and tuple(each) for each in json.loads(line)] for line in done.stdout.split("\n") if line]
