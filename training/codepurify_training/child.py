"""Runs the commands of a grid, in one thread or several, and passes Ctrl-C on to those that run."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[1]
ROOT = TRAINING.parent


class Stopped(Exception):
    """Someone pressed Ctrl-C; what ran has kept what it had."""


class Failed(Exception):
    """A command ended with an error; the message is one line."""


class Children:
    def __init__(self, lock: int, threads: int | None = None):
        """`lock` is a locked file: a child keeps it open, so a grid that was killed still counts as at work while
        its child is. `threads` is how many a child may compute with; as many as it likes where absent.
        """
        self.lock = lock
        self.threads = {} if threads is None else {"OMP_NUM_THREADS": str(threads)}
        self.running: set[subprocess.Popen] = set()
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True
        for child in list(self.running):
            child.send_signal(signal.SIGINT)

    def run(self, command: list[str], log: Path) -> None:
        """Raises Stopped or Failed."""
        if self.asked:
            raise Stopped
        # The project's own Node stands first: it is the one that runs TypeScript.
        path = os.pathsep.join([str(ROOT / "node_modules" / ".bin"), os.environ.get("PATH", "")])
        with log.open("ab") as out:
            began = out.tell()
            out.write(f"$ {' '.join(command)}\n".encode())
            out.flush()
            # In a group of its own, or the terminal would send it a second Ctrl-C beside ours.
            child = subprocess.Popen(
                command, cwd=TRAINING, env={**os.environ, **self.threads, "PATH": path, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, process_group=0, pass_fds=(self.lock,),
            )  # fmt: skip
            self.running.add(child)
            if self.asked:  # pressed while it was being started
                child.send_signal(signal.SIGINT)
            status = child.wait()
            self.running.discard(child)
        if status == 0:
            return
        if self.asked:
            raise Stopped
        with log.open("rb") as said:
            said.seek(began)
            lines = [line for line in said.read().decode(errors="replace").splitlines() if line.strip()]
        raise Failed(f"{lines[-1][:300]} (exit status {status}; see {log})")
