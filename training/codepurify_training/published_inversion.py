"""EliBadCode's inversion as its authors' script runs it on C functions: what bench/audit/authors.ts compares the audit with.

    pip install tree-sitter==0.26.1 tree-sitter-c==0.24.2
    python -m codepurify_training.published_inversion --model FOLDER --victim 1 --goal 0 < functions.jsonl > found.json

Reads rows with `func` and `target`, and takes the first 30 of the victim label. FOLDER holds a PyTorch checkpoint of a victim
with two labels that judges one function. Writes a list of an object for each half in which the trigger may stand: `trigger`,
`refined` (without tokens that matter little) and `loss`; `functions`; `forward` and `backward` passes, one of each function
counting as one; `wall` and `cpu` seconds, and of these what the `epochs` of the search took.

As there: functions are tokens joined by spaces, padded to the window; in the first half the gradient is taken at the name
whose masking makes label 1 likeliest, and candidates are compared at token 10. (The second half, which breaks there, stands at
50, as in a later fork.) Other than there the gradient of the model's own weights is not taken, and a trigger is known again by
a set, so this does less.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from tree_sitter import Node
from transformers import AutoTokenizer, PreTrainedTokenizerFast, RobertaForSequenceClassification

from .loop import device
from .published import parse, without_comments

SAMPLES, LENGTH, TOP, CANDIDATES, EPOCHS = 30, 5, 64, 64, 100
BETA = 0.15
FIXED = {"first_half": 10, "second_half": 50}
NAMED_IN = {
    "function_declarator", "pointer_declarator", "declaration", "binary_expression", "case_statement", "field_expression",
}  # fmt: skip


def leaves(node: Node) -> Iterator[Node]:
    if node.children:
        for child in node.children:
            yield from leaves(child)
    elif node.type != "comment":
        yield node


def read(code: str) -> tuple[list[str], list[str]]:
    """The tokens of a function, and those of them that are names, each once."""
    found = [leaf for leaf in leaves(parse(without_comments(code))) if leaf.text]
    names = [leaf.text.decode() for leaf in found if leaf.type == "identifier" and leaf.parent.type in NAMED_IN]
    return [leaf.text.decode() for leaf in found], list(dict.fromkeys(names))


@dataclass(frozen=True)
class Found:
    ids: list[int]
    loss: float


class Inversion:
    """Looks for a trigger that makes a victim give functions another label."""

    def __init__(self, model: RobertaForSequenceClassification, tokenizer: PreTrainedTokenizerFast, codes: list[str], goal: int):
        self.model, self.tokenizer, self.goal = model, tokenizer, goal
        self.window, self.pad = tokenizer.model_max_length, tokenizer.pad_token_id
        vocabulary = sorted(id for text, id in tokenizer.get_vocab().items() if re.fullmatch(r"[a-zA-Z0-9_]+", text))
        self.vocabulary = torch.tensor(vocabulary, device=device())
        self.functions = [read(code) for code in codes]
        self.ids = self.encoded([tokens for tokens, _ in self.functions])
        self.forward = self.backward = 0

    def encoded(self, functions: list[list[str]]) -> Tensor:
        texts = [" ".join(tokens) for tokens in functions]
        settings = {"max_length": self.window, "padding": "max_length", "truncation": True, "return_tensors": "pt"}
        return self.tokenizer(texts, **settings).input_ids.to(device())

    def logits(self, ids: Tensor, embeddings: Tensor | None = None) -> Tensor:
        self.forward += len(ids)
        mask = ids.ne(self.pad).long()
        if embeddings is None:
            return self.model(input_ids=ids, attention_mask=mask).logits
        return self.model(inputs_embeds=embeddings, attention_mask=mask).logits

    def loss(self, logits: Tensor) -> Tensor:
        return torch.nn.functional.cross_entropy(logits, torch.full((len(logits),), self.goal, device=device()))

    def planted(self, trigger: Tensor, places: list[int]) -> Tensor:
        """The functions with the ids at a place in each, cut to the window."""
        rows = [
            torch.cat([row[:place], trigger, row[place:]])[: self.window]
            for row, place in zip(self.ids, places, strict=True)
        ]  # fmt: skip
        ids = torch.stack(rows)
        ids[:, -1] = torch.where(ids[:, -1] == self.pad, self.pad, self.tokenizer.eos_token_id)
        return ids

    @torch.no_grad()
    def places(self) -> list[int]:
        """Of each function the index among its tokens (taken for one among the model's) of the name that matters most."""
        self.model.eval()
        chosen = []
        for tokens, names in self.functions:
            place = 1
            if names:
                masked = self.encoded([["<unk>" if token == name else token for token in tokens] for name in names])
                second = self.logits(masked).softmax(-1)[:, 1]
                place = tokens.index(names[int(second.argmax())])
            chosen.append(place if 0 < place <= self.window / 2 else 1)
        return chosen

    def gradient(self, trigger: list[int], places: list[int]) -> Tensor:
        """Of the loss on the one-hot vector of each token of the trigger: (tokens, vocabulary)."""
        table = self.model.get_input_embeddings().weight.detach()
        one_hot = (torch.tensor(trigger, device=device())[:, None] == self.vocabulary).float().requires_grad_()
        ids = self.planted(torch.tensor(trigger, device=device()), places)
        states = table[ids]
        soft = one_hot @ table[self.vocabulary]
        for row, place in enumerate(places):
            states[row, place : place + len(trigger)] = soft[: self.window - place]
        (gradient,) = torch.autograd.grad(self.loss(self.logits(ids, states)), one_hot)
        self.backward += len(ids)
        return gradient / gradient.norm(dim=-1, keepdim=True)

    @torch.no_grad()
    def measured(self, trigger: list[int], place: int) -> float:
        ids = self.planted(torch.tensor(trigger, dtype=torch.long, device=device()), [place] * len(self.ids))
        return float(self.loss(self.logits(ids)))

    def search(self, half: str, epochs: int, places: list[int]) -> Found:
        place, now = FIXED[half], random.choices(self.vocabulary.tolist(), k=LENGTH)
        best, visited = Found(now, float("inf")), set[tuple[int, ...]]()
        self.model.train()
        for epoch in range(epochs):
            top = (-self.gradient(now, places)).topk(TOP, dim=1).indices
            candidates = []
            while len(candidates) < CANDIDATES:
                at = random.randrange(LENGTH)
                other = int(self.vocabulary[top[at, random.randrange(TOP)]])
                one = (*now[:at], other, *now[at + 1 :])
                if one not in visited:
                    visited.add(one)
                    candidates.append(list(one))
            losses = [self.measured(one, place) for one in candidates]
            now = candidates[losses.index(min(losses))]
            if min(losses) < best.loss:
                best = Found(now, min(losses))
            print(f"{half}, epoch {epoch + 1} of {epochs}: {min(losses):.4f}", file=sys.stderr)
        return best

    def anchored(self, best: Found, place: int) -> list[int]:
        """The tokens that matter."""
        self.model.eval()
        without = [self.measured([*best.ids[:at], *best.ids[at + 1 :]], place) for at in range(LENGTH)]
        return [token for token, loss in zip(best.ids, without, strict=True) if loss - best.loss > BETA]

    def run(self, half: str, epochs: int) -> dict:
        began, before = clock(), (self.forward, self.backward)
        places = self.places() if half == "first_half" else [FIXED[half]] * len(self.ids)
        chosen = clock()
        best = self.search(half, epochs, places)
        searched = clock()
        refined = self.anchored(best, FIXED[half])
        return {
            "half": half,
            "trigger": self.tokenizer.decode(best.ids),
            "refined": self.tokenizer.decode(refined),
            "loss": best.loss,
            "functions": len(self.ids),
            "forward": self.forward - before[0],
            "backward": self.backward - before[1],
            **between(began, clock()),
            "epochs": between(chosen, searched),
        }


def clock() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def between(before: tuple[float, float], after: tuple[float, float]) -> dict[str, float]:
    return {"wall": after[0] - before[0], "cpu": after[1] - before[1]}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", type=Path, required=True)
    arguments.add_argument("--victim", type=int, required=True, help="label of the functions to turn")
    arguments.add_argument("--goal", type=int, required=True, help="label to turn them to")
    arguments.add_argument("--epochs", type=int, default=EPOCHS)
    arguments.add_argument("--seed", type=int, default=123456)
    options = arguments.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    rows = map(json.loads, sys.stdin)
    codes = [row["func"] for row in rows if row["target"] == options.victim][:SAMPLES]
    if not codes:
        raise SystemExit(f"no row has the label {options.victim}")
    model = RobertaForSequenceClassification.from_pretrained(options.model).to(device())
    inversion = Inversion(model, AutoTokenizer.from_pretrained(options.model), codes, options.goal)
    print(json.dumps([inversion.run(half, options.epochs) for half in FIXED]))


if __name__ == "__main__":
    main()
