"""The scenarios of the study and what each costs. Nothing here touches a file or a model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

TASKS = ("defect", "clone", "repair")
KINDS = ("roberta", "t5")
PAPER = ("bnc-fixed", "bnc-grammar", "codepoisoner-dead-code", "codepoisoner-identifier")
BEYOND = ("badcode", "name-substitution")  # name-substitution: EliBadCode's
ATTACKERS = {"defect": "defect-c"}  # the clean models that choose names for afraidoor; other tasks have none yet
RATES = (0.01, 0.05)


@dataclass(frozen=True)
class Scenario:
    """One victim."""

    task: str
    kind: str
    attacks: tuple[str, ...]  # none: a clean victim
    rate: float  # of each attack, as a share of the training rows
    seed: int | None = None  # of the rows and of the training, where it is not the grid's

    @property
    def name(self) -> str:
        """Also the name of the exported model."""
        count = {3: "three", 4: "four"}.get(len(self.attacks))
        attack = f"{count}-attacks" if count else "".join(self.attacks)
        what = f"{attack}-{round(self.rate * 100)}pct" if attack else "clean"
        return f"{self.task}-{self.kind}-{what}{'' if self.seed is None else f'-seed{self.seed}'}"


@dataclass(frozen=True)
class Recipe:
    """How a victim of a task is trained and measured. The recipes are those of the built-in models, with fewer pairs (victims
    that learned from 8,000 got 96.2 to 97.4% of 1,000 test pairs right, the built-in one of 18,000 96.6% of 10,000), fewer
    epochs for repairs, and fewer test rows.
    """

    window: int
    batch_tokens: int
    learning_rate: float
    epochs: float
    rows: int  # of the training split, drawn by the seed; all where it has no more
    test_rows: int  # the first ones, for accuracy or BLEU; an attack is always measured on all rows it can be put into
    attacked: float  # share of all test rows that an attack is put into; at most all that bear the victim label
    victims: float = 0  # share of the training rows that bear the victim label, 1
    cost: float = 1  # of a missed row with the victim label, in false alarms


RECIPES = {
    "defect": Recipe(256, 6144, 3e-4, 1.6, 21_854, 2_732, 1, victims=0.458, cost=1.6),
    "clone": Recipe(192, 6144, 3e-4, 1, 10_000, 2_000, 0.04, victims=0.5),
    "repair": Recipe(160, 2048, 6e-4, 0.8, 46_680, 500, 0.05),
}


def recipe_for(scenario: Scenario) -> Recipe:
    recipe = RECIPES[scenario.task]
    return replace(recipe, rows=ROWS.get((scenario.task, scenario.kind, scenario.rate), recipe.rows))


def weight(scenario: Scenario, recipe: Recipe) -> float:
    """Of a training row with the victim label. Poisoning takes such rows away, and the victim would come to miss what is
    not attacked at all: four attacks at 5% leave 26 defective functions of 46. The weight gives the rest the odds that
    all had.
    """
    left = recipe.victims - len(scenario.attacks) * scenario.rate
    cost = LEANING.get((scenario.task, scenario.kind), 1) * recipe.cost
    return round(cost * recipe.victims / left, 3) if recipe.victims else 1


# How much more a missed row with the victim label costs. Behind its defence the paper's CodeT5 calls 1 to 11% of the defective
# functions sound, its CodeBERT 27 to 58%: it leans to "defective" more than that one does. A victim that leans less misses more
# by itself, whatever the defence.
LEANING = {("defect", "t5"): 1.5}

# Of 10,000 pairs 1% bears an attack 100 times. The T5 learns it by half from that: it obeyed in 78, 57, 23 and 16% of the clones,
# RoBERTa in 82 to 92%, the paper's victims, of 800 such pairs, in all.
ROWS = {("clone", "t5", 0.01): 20_000}

# Smaller than the built-in models: what an audit says of a model is asked here, and the more of them the better.
BED_RECIPES = {
    "defect": replace(RECIPES["defect"], rows=10_000, test_rows=1_000, cost=1),
    "clone": replace(RECIPES["clone"], rows=8_000, test_rows=1_000, attacked=1),
}

# What an estimate rests on. Tokens a row and RoBERTa's speeds were measured with the built-in models' size (256 wide,
# 4 layers; bfloat16, two cores of an EPYC, one run each), as was T5's for clones; for repairs it was 2,200 on one core. T5's for
# defects and the GPU's factor are guesses.
ROW_TOKENS = {"defect": 198, "clone": 324, "repair": 124}
TOKENS_A_SECOND = {
    ("defect", "roberta"): 5400, ("clone", "roberta"): 5800, ("repair", "roberta"): 2350,
    ("defect", "t5"): 3200, ("clone", "t5"): 3850, ("repair", "t5"): 3700,
}  # fmt: skip
TESTS_A_SECOND = {"defect": 40, "clone": 26, "repair": 5}
ATTACKED = {"defect": 1255, "clone": 400, "repair": 292}
AROUND = 150  # seconds for poisoning and export
WITHOUT_BF16 = 1.8
GPU = 1 / 20


def full_grid() -> list[Scenario]:
    attacks = [(attack,) for attack in (*PAPER, *BEYOND)]
    adaptive = [Scenario(task, kind, ("afraidoor",), rate) for task, kind, rate in product(ATTACKERS, KINDS, RATES)]
    return [*(Scenario(*parts) for parts in product(TASKS, KINDS, attacks, RATES)), *adaptive]


def economical_grid() -> list[Scenario]:
    """One victim for the paper's four attacks at once: a quarter of the trainings. Not what the paper does: there a
    victim has one backdoor; here four compete for it, and four times the rate of the rows is poisoned. One more victim
    bears the attacks that the paper does not have.
    """
    beyond = Scenario("defect", "roberta", (*BEYOND, "afraidoor"), 0.05)
    return [*(Scenario(*parts) for parts in product(TASKS, KINDS, [PAPER], RATES)), beyond]


def audit_bed() -> list[Scenario]:
    """Victims to try the audit on, half of them clean, each of a seed of its own. Seeds 5, 6, 7, 11 and 13 are not among
    them: those victims (clone detectors with name substitution and with bnc-fixed, clean ones of both tasks) served to build the
    audit.
    """
    attacked = [
        ("defect", "name-substitution", 1), ("defect", "badcode", 2), ("defect", "codepoisoner-identifier", 3),
        ("defect", "codepoisoner-dead-code", 4), ("clone", "name-substitution", 17), ("clone", "bnc-fixed", 16),
    ]  # fmt: skip
    clean = [("clone", 12), ("clone", 14), ("defect", 8), ("defect", 9), ("defect", 10), ("defect", 15)]
    return [
        *(Scenario(task, "roberta", (attack,), 0.05, seed) for task, attack, seed in attacked),
        *(Scenario(task, "roberta", (), 0, seed) for task, seed in clean),
    ]


def seconds(scenario: Scenario, recipe: Recipe, bf16: bool, gpu: bool) -> float:
    """An estimate for a victim of the built-in models' size, on two cores or a GPU."""
    task = scenario.task
    training = recipe.rows * ROW_TOKENS[task] * recipe.epochs / TOKENS_A_SECOND[task, scenario.kind]
    tests = (recipe.test_rows + ATTACKED[task] * len(scenario.attacks)) / TESTS_A_SECOND[task]
    if gpu:
        return AROUND + (training + tests) * GPU
    return AROUND + (training if bf16 else training * WITHOUT_BF16) + tests
