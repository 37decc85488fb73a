"""Trains the whole grid of scenarios into one folder, cheapest first: each is poisoned, fine-tuned, measured and exported.

    python -m codepurify_training.grid --data DATA --out OUT [--economical | --audit-bed] [--only PATTERN ...] [--list]

Start it again with the same arguments and it goes on where it stopped; a finished scenario is not done again.
Ctrl-C once ends after the running training step, which is kept. OUT/state.jsonl holds one line a scenario.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from . import steps
from .child import Children, Failed, Stopped
from .ledger import Ledger, Record, hold_to
from .loop import device
from .scenarios import BED_RECIPES, Recipe, Scenario, audit_bed, economical_grid, full_grid, recipe_for, seconds
from .steps import STEPS, Places


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    which = options.add_mutually_exclusive_group()
    which.add_argument("--audit-bed", action="store_true", help="twelve small victims that the audit is tried on, half of them clean")
    which.add_argument("--economical", action="store_true", help="one victim for the paper's four attacks at once; not what the paper does")
    options.add_argument("--only", nargs="+", default=["*"], metavar="PATTERN", help="scenarios by name, such as 'defect-*' '*-5pct'")
    options.add_argument("--list", action="store_true", help="what there is, what it costs (an estimate), how far it is; trains nothing")
    options.add_argument("--tokenizer", type=Path, help="instead of one that is trained first")
    options.add_argument("--roberta", type=Path, help="pre-trained folder, instead of one that is trained first")
    options.add_argument("--t5", type=Path, help="likewise")
    options.add_argument("--width", type=int, default=256, help="of what is pre-trained; a multiple of 64")
    options.add_argument("--layers", type=int, help="likewise; 4, or 3 in each half of a t5")
    options.add_argument("--pretrain-epochs", type=float, default=0.65)
    options.add_argument("--epochs", type=float, help="for every task; otherwise as the built-in models")
    options.add_argument("--rows", type=int, help="training rows for every task; otherwise as the built-in models")
    options.add_argument("--test-rows", type=int, help="for accuracy or BLEU")
    options.add_argument("--seed", type=int, default=12345)
    options.add_argument("--jobs", type=count, default=1, help="scenarios at once; the cores are shared among them")
    options.add_argument("--bf16", action="store_true", help="only where the processor or GPU multiplies bfloat16 itself")
    return options


def count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return value


def recipe_of(scenario: Scenario, args: argparse.Namespace) -> Recipe:
    asked = {"epochs": args.epochs, "rows": args.rows, "test_rows": args.test_rows}
    recipe = BED_RECIPES[scenario.task] if args.audit_bed else recipe_for(scenario)
    return replace(recipe, **{key: value for key, value in asked.items() if value is not None})


def estimate(scenario: Scenario, args: argparse.Namespace) -> float:
    return seconds(scenario, recipe_of(scenario, args), args.bf16, device().type == "cuda")


def minutes(value: float) -> str:
    return f"{value / 60:.0f} min" if value < 5940 else f"{value / 3600:.1f} h"


def show(scenarios: list[Scenario], ledger: Ledger, args: argparse.Namespace) -> None:
    left = 0.0
    for scenario in scenarios:
        record, cost = ledger.of(scenario.name), estimate(scenario, args)
        if record.status == "done":
            print(f"{scenario.name:<50} took  {minutes(sum(record.seconds.values())):>8}  done")
            continue
        left += cost
        far = f"{record.status}{f', has {record.done[-1]}' if record.done else ''}{f': {record.reason}' if record.reason else ''}"
        print(f"{scenario.name:<50} about {minutes(cost):>8}  {far}")
    print(f"{len(scenarios)} scenarios, about {minutes(left)} left: an estimate for small victims (256 wide) on {'a GPU' if device().type == 'cuda' else 'two cores'}, pre-training left out.")


class Grid:
    def __init__(self, args: argparse.Namespace, places: Places, ledger: Ledger, children: Children):
        self.args, self.places, self.ledger, self.children = args, places, ledger, children
        self.bf16 = ["--bf16"] if args.bf16 else []
        # Several scenarios start from the same files: one makes them, and the others find them.
        self.making = {step: threading.Lock() for step in ("base", "poison")}

    def base(self, kind: str) -> None:
        args = self.args
        layers = ["--layers", str(args.layers)] if args.layers else []
        pretraining = ["--width", str(args.width), "--epochs", str(args.pretrain_epochs), *layers]
        commands = partial(steps.base_commands, self.places, kind, pretraining, self.bf16)
        if not commands():
            return
        with self.making["base"]:
            for command in commands():
                print(f"{command[2].rpartition('.')[2]} for {kind}", flush=True)
                self.children.run(command, self.places.out / "base.log")

    def commands(self, step: str, scenario: Scenario) -> steps.Commands:
        places, seed = self.places, self.args.seed if scenario.seed is None else scenario.seed
        recipe = recipe_of(scenario, self.args)
        finetune = steps.finetune(places, scenario, recipe, seed, self.bf16)
        if step == "poison":
            return steps.poison(places, scenario, recipe, seed)
        if step == "finetune":
            return [finetune]
        if step == "evaluate":
            return [steps.evaluate(places, scenario, recipe)]
        # The attacked test files are there by now: what is left is how the training rows were poisoned.
        poison = steps.poison(places, scenario, recipe, seed)
        return steps.export(places, scenario, recipe, [places.shown(command) for command in (*poison, finetune)])

    def train(self, scenario: Scenario) -> None:
        """Raises Stopped. A failure is written down and the next scenario goes on."""
        record = self.ledger.of(scenario.name)
        record.status, record.reason = "running", None
        folder = self.places.folder(scenario)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for step in STEPS:
                if step not in record.done:
                    with self.making.get(step, nullcontext()), self._noted(record, step):
                        print(f"{scenario.name}: {step}", flush=True)
                        for command in self.commands(step, scenario):
                            self.children.run(command, folder / "log.txt")
        except Failed as failure:
            record.status, record.reason = "failed", str(failure)
            print(f"{scenario.name}: failed: {failure}", flush=True)
        except Stopped:
            record.status = "stopped"
            raise
        else:
            record.status, record.metrics = "done", steps.metrics_of(self.places, scenario)
            (folder / "model" / "checkpoint.pt").unlink(missing_ok=True)  # three times the size of the model
            print(f"{scenario.name}: done in {minutes(sum(record.seconds.values()))}", flush=True)
        finally:
            self.ledger.write(record)

    @contextmanager
    def _noted(self, record: Record, step: str):
        """Writes down that a step runs, what time it took, and that it is done."""
        self.ledger.write(record)
        began = time.monotonic()
        try:
            yield
            record.done.append(step)
        finally:
            record.seconds[step] = round(record.seconds.get(step, 0) + time.monotonic() - began, 1)


def main() -> None:
    args = parser().parse_args()
    out = args.out.resolve()
    named = audit_bed() if args.audit_bed else economical_grid() if args.economical else full_grid()
    scenarios = [each for each in named if any(fnmatch(each.name, pattern) for pattern in args.only)]
    if not scenarios:
        raise SystemExit(f"--only {' '.join(args.only)}: no scenario is called so; --list shows their names.")
    scenarios.sort(key=lambda scenario: estimate(scenario, args))
    if args.list:
        show(scenarios, Ledger(out / "state.jsonl"), args)
        return
    (out / "data").mkdir(parents=True, exist_ok=True)
    base = out / "base"
    bases = {kind: (given or base / kind).resolve() for kind, given in (("roberta", args.roberta), ("t5", args.t5))}
    places = Places(args.data.resolve(), out, (args.tokenizer or base / "tokenizer").resolve(), bases)
    with (out / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(f"{out}: another grid, or what is left of one, is at work in this folder.") from None
        chosen = ("width", "layers", "pretrain_epochs", "epochs", "rows", "test_rows", "seed")
        hold_to(out / "settings.json", {key: getattr(args, key) for key in chosen} | {kind: str(path) for kind, path in bases.items()})
        ledger = Ledger(out / "state.jsonl")
        threads = None if args.jobs == 1 else max(1, (os.cpu_count() or 1) // args.jobs)
        grid = Grid(args, places, ledger, Children(lock.fileno(), threads))

        broken = threading.Event()

        def one(scenario: Scenario) -> None:
            if broken.is_set() or grid.children.asked:
                raise Stopped
            try:
                grid.base(scenario.kind)
                grid.train(scenario)
            except BaseException:
                broken.set()  # what waits is not begun
                raise

        left = [each for each in scenarios if ledger.of(each.name).status != "done"]
        with ThreadPoolExecutor(args.jobs) as pool:
            ends = [each.exception() for each in [pool.submit(one, scenario) for scenario in left]]
        errors = sorted((end for end in ends if end is not None), key=lambda end: isinstance(end, Stopped))
        try:
            if errors:
                raise errors[0]
        except Stopped:
            print("Stopped; what was done is kept. Start again with the same arguments to go on.")
            raise SystemExit(130) from None
        except Failed as failure:
            raise SystemExit(f"pre-training failed: {failure}") from None
    failed = [each.name for each in scenarios if ledger.of(each.name).status == "failed"]
    if failed:
        raise SystemExit(f"{len(failed)} of {len(scenarios)} scenarios failed: {', '.join(failed)}; start again to try them again.")


if __name__ == "__main__":
    main()
