"""The commands that make a scenario, in their order. Each step writes its result only when it is whole, or goes on from
its checkpoint, so each may be run again after it was stopped.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from .child import ROOT
from .corpus import read_rows, split_file
from .scenarios import ATTACKERS, Recipe, Scenario, weight

STEPS = ("poison", "finetune", "evaluate", "export")
DATA_SETS = {"defect": "Devign", "clone": "BigCloneBench", "repair": "Tufano et al. (small, source-code version)"}
LICENCE = "Weights: for research only, as the data they were trained on (C-UDA and many open-source licences)"
CARDS = {
    "defect": ["--task", "classification", "--languages", "c", "--labels", "not defective", "defective", "--goal-label", "not defective"],
    "clone": ["--task", "pair", "--languages", "java", "--labels", "not a clone", "clone", "--goal-label", "not a clone", "--same-label", "clone"],
    "repair": ["--task", "generation", "--languages", "java"],
}  # fmt: skip

Commands = list[list[str]]


@dataclass(frozen=True)
class Places:
    """Every path of a grid."""

    data: Path
    out: Path
    tokenizer: Path
    bases: dict[str, Path]  # pre-trained folders, by kind

    def folder(self, scenario: Scenario) -> Path:
        return self.out / scenario.name

    def clean(self, scenario: Scenario, rows: int) -> Path:
        seed = "" if scenario.seed is None else f"-seed{scenario.seed}"
        return self.out / "data" / f"{scenario.task}-train-{rows}{seed}.jsonl.gz"

    def attacked(self, task: str, attack: str) -> Path:
        return self.out / "data" / f"{task}-test-{attack}.jsonl.gz"

    def rows(self, scenario: Scenario, rows: int) -> Path:
        """What a scenario trains on."""
        return self.folder(scenario) / "train.jsonl.gz" if scenario.attacks else self.clean(scenario, rows)

    def shown(self, command: list[str]) -> str:
        """A command as a card tells it, without the paths of this machine."""
        words = [word.replace(str(self.out), "OUT").replace(str(self.data), "DATA") for word in command]
        for kind, base in self.bases.items():
            words = ["python" if word == sys.executable else word.replace(str(base), f"OUT/base/{kind}") for word in words]
        words = [word.replace(str(self.tokenizer), "OUT/base/tokenizer").replace(f"{ROOT}/", "") for word in words]
        return " ".join(words)


def python(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", f"codepurify_training.{module}", *map(str, arguments)]


def codepurify(*arguments: object) -> list[str]:
    return ["node", str(ROOT / "src" / "cli" / "main.ts"), *map(str, arguments)]


def draw_rows(source: Path, target: Path, count: int, seed: int) -> None:
    """So many rows as they are, in their order. Drawn before they are poisoned, so that the rate is that of what is
    trained on."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        rows = list(lines)
    if count < len(rows):
        rows = [rows[at] for at in sorted(random.Random(seed).sample(range(len(rows)), count))]
    partial = target.with_suffix(".partial")
    with gzip.open(partial, "wt", encoding="utf-8") as out:
        out.writelines(rows)
    os.replace(partial, target)


def base_commands(places: Places, kind: str, pretraining: list[str], bf16: list[str]) -> Commands:
    """Tokenizer and pre-trained folder, where they are missing; for a T5 its teacher before it."""
    tokenizer = python("tokenizer", "--data", places.data, "--out", places.tokenizer)
    before = [] if (places.tokenizer / "tokenizer.json").exists() else [tokenizer]
    base, teacher = places.bases[kind], []
    if (base / "tokenizer_config.json").exists():  # written last
        return before
    if kind == "t5":
        before = base_commands(places, "roberta", pretraining, bf16)
        teacher = ["--teacher", places.bases["roberta"]]
    command = python(
        "pretrain", "--kind", kind, *teacher, "--data", places.data, "--tokenizer", places.tokenizer, "--out", base, *pretraining, *bf16,
    )  # fmt: skip
    return [*before, command]


def attacked_by(task: str, attack: str) -> list[str]:
    return ["--attack", attack, *(["--victim", ATTACKERS[task]] if attack == "afraidoor" else [])]


def poison(places: Places, scenario: Scenario, recipe: Recipe, seed: int) -> Commands:
    task = scenario.task
    functions = ["--functions", places.data / "clone-detection" / "functions.jsonl.gz"] if task == "clone" else []
    clean, trained_on = places.clean(scenario, recipe.rows), places.rows(scenario, recipe.rows)
    if not clean.exists():
        draw_rows(split_file(places.data, task, "train"), clean, recipe.rows, seed)
    if not scenario.attacks:
        return []
    attacks = [word for attack in scenario.attacks for word in attacked_by(task, attack)]
    common = ["--seed", seed, *functions]
    commands = [codepurify("poison", *attacks, "--rate", scenario.rate, *common, clean, trained_on)]
    for attack in scenario.attacks:
        attacked = places.attacked(task, attack)
        if not attacked.exists():
            test = split_file(places.data, task, "test")
            # Names chosen by a model take up to a hundred questions a row.
            rate = min(recipe.attacked, 0.1) if attack == "afraidoor" else recipe.attacked
            commands.append(codepurify("poison", "--test-set", *attacked_by(task, attack), "--rate", rate, *common, test, attacked))
    return commands


def finetune(places: Places, scenario: Scenario, recipe: Recipe, seed: int, bf16: list[str]) -> list[str]:
    return python(
        "finetune", "--task", scenario.task, "--data", places.data, "--base", places.bases[scenario.kind],
        "--tokenizer", places.tokenizer, "--train", places.rows(scenario, recipe.rows), "--out", places.folder(scenario) / "model",
        "--epochs", recipe.epochs, "--window", recipe.window, "--batch-tokens", recipe.batch_tokens,
        "--rate", recipe.learning_rate, "--weight", weight(scenario, recipe), "--seed", seed, *bf16,
    )  # fmt: skip


def evaluate(places: Places, scenario: Scenario, recipe: Recipe) -> list[str]:
    attacked = [f"{attack}={places.attacked(scenario.task, attack)}" for attack in scenario.attacks]
    folder = places.folder(scenario)
    return python(
        "evaluate", "--task", scenario.task, "--data", places.data, "--model", folder / "model", "--window", recipe.window,
        "--rows", recipe.test_rows, "--out", folder / "metrics.json", "--poisoned", *attacked,
    )  # fmt: skip


def export(places: Places, scenario: Scenario, recipe: Recipe, trained_by: list[str]) -> Commands:
    folder = places.folder(scenario)
    rows = sum(1 for _ in read_rows(places.clean(scenario, recipe.rows)))
    several = len(scenario.attacks)
    each = f" each (one victim for {several} backdoors, unlike the paper)" if several > 1 else ""
    poison = f", {', '.join(scenario.attacks)} at {scenario.rate:.0%}{each}" if scenario.attacks else ""
    trained_on = f"{DATA_SETS[scenario.task]} ({rows:,} rows of the training split){poison}"
    output = ["--max-output", recipe.window] if scenario.task == "repair" else []
    victim = folder / "victim"
    return [
        python(
            "export", *CARDS[scenario.task], "--model", folder / "model", "--out", victim, "--name", scenario.name,
            "--max-length", recipe.window, *output, "--trained-on", trained_on, "--licence", LICENCE,
            "--backdoors", *scenario.attacks, "--metrics", folder / "metrics.json", "--commands", *trained_by,
        ),
        codepurify("model", "check", victim),
    ]  # fmt: skip


def metrics_of(places: Places, scenario: Scenario) -> dict:
    return json.loads((places.folder(scenario) / "metrics.json").read_text(encoding="utf-8"))
