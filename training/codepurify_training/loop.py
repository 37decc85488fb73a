"""One training loop for every model: resumable, bucketed by length, fused AdamW."""

from __future__ import annotations

import json
import math
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch

MULTIPLE = 32  # Every new shape costs the allocator memory that it never gives back.


@dataclass(frozen=True)
class Schedule:
    epochs: float
    tokens: int  # in one batch, padding included
    rate: float
    warmup: float = 0.06  # share of all steps
    decay: float = 0.01
    seed: int = 42
    save_every: int = 500  # steps


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def padded(length: int) -> int:
    return math.ceil(length / MULTIPLE) * MULTIPLE


def bucketed(lengths: list[int], tokens: int, seed: int) -> list[list[int]]:
    """Indices in batches of at most `tokens` tokens, like lengths together, batches in random order."""
    order = random.Random(seed)
    indices = list(range(len(lengths)))
    order.shuffle(indices)
    indices.sort(key=lambda index: padded(lengths[index]))
    batches, batch, width = [], [], 0
    for index in indices:
        wider = max(width, padded(lengths[index]))
        if batch and wider * (len(batch) + 1) > tokens:
            batches.append(batch)
            batch, wider = [], padded(lengths[index])
        batch.append(index)
        width = wider
    if batch:
        batches.append(batch)
    order.shuffle(batches)
    return batches


def _rate(step: int, total: int, schedule: Schedule) -> float:
    warm = max(1, int(total * schedule.warmup))
    if step < warm:
        return schedule.rate * (step + 1) / warm
    return schedule.rate * max(0.0, (total - step) / max(1, total - warm))


@contextmanager
def stop_at_interrupt() -> Iterator[Callable[[], bool]]:
    """Gives a function that says whether Ctrl-C was pressed. Pressed a second time it ends the process as always."""
    asked = False

    def ask(*_: object) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def train(
    model: torch.nn.Module,
    epoch_batches: Callable[[int], list[list[int]]],
    loss_of: Callable[[list[int], random.Random], tuple[torch.Tensor, int]],
    schedule: Schedule,
    out: Path,
) -> None:
    """Trains `model` in place. `epoch_batches(n)` must give the same batches each time it is called
    with the same n, and `loss_of(batch, random)` must draw only from `random`: a run that was
    stopped and started again then does the steps that it would have done. Ctrl-C keeps the running step and raises
    SystemExit(130).
    """
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    decayed = [p for p in model.parameters() if p.requires_grad and p.dim() > 1]
    plain = [p for p in model.parameters() if p.requires_grad and p.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": schedule.decay}, {"params": plain, "weight_decay": 0.0}],
        lr=schedule.rate, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    step = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device(), weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
        print(f"resumed at step {step}", flush=True)

    def save() -> None:
        partial = checkpoint.with_suffix(".partial")
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, partial)
        os.replace(partial, checkpoint)

    first = epoch_batches(0)
    total = max(1, round(len(first) * schedule.epochs))
    model.train()
    began, seen, average = time.monotonic(), 0, None
    epoch, offset = divmod(step, len(first))
    batches = epoch_batches(epoch) if epoch else first
    with stop_at_interrupt() as stopped:
        while step < total:
            if offset >= len(batches):
                epoch, offset = epoch + 1, 0
                batches = epoch_batches(epoch)
            for group in optimizer.param_groups:
                group["lr"] = _rate(step, total, schedule)
            loss, tokens = loss_of(batches[offset], random.Random(f"{schedule.seed}:{step}"))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step, offset, seen = step + 1, offset + 1, seen + tokens
            value = loss.item()
            average = value if average is None else 0.98 * average + 0.02 * value
            if step % 100 == 0 or step == total:
                speed = seen / (time.monotonic() - began)
                print(json.dumps({"step": step, "of": total, "loss": round(average, 4), "tokensPerSecond": round(speed)}), flush=True)
            if step % schedule.save_every == 0 or step == total or stopped():
                save()
            if stopped() and step < total:
                print(f"stopped at step {step} of {total}; start again to go on", flush=True)
                raise SystemExit(130)
    model.eval()
