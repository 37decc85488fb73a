"""Inverts a name by a soft choice, after DBS (Shen et al., 2022): each part of the name is a mixture of all fragments, the
temperature of which is lowered once the victim obeys the mixture. What bench/audit/baselines.ts compares the audit with.

    python -m codepurify_training.soft_inversion --model FOLDER < task.json

Reads one object: `functions`, each as its pieces with null where the name goes; `fragments`, the ids of the tokens to choose
among; `starts`, those a name may begin with; `goal`, a label; `parts` of the name; `epochs`; `every` so many of which the
name is told; `seed`. FOLDER holds a PyTorch checkpoint of a victim that judges one function. Writes one object: `names` (the
likeliest, each once, in parts), and the `wall` and `cpu` seconds of all epochs, in each of which one gradient of each function
is taken.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import torch
from transformers import AutoTokenizer, PreTrainedTokenizerFast, RobertaForSequenceClassification

RATE, HALVED_AFTER = 0.5, 50
HOTTEST, COOLER, HOTTER = 2.0, 2.0, 5.0
CHECKED_EVERY, OBEYED = 5, 0.1  # epochs; nats
PATIENCE, NOISE = 5, 10.0  # checks below the mark before all starts anew from noise


class Functions:
    """Functions as embeddings with holes: what the name's parts are is filled in later."""

    def __init__(self, model: RobertaForSequenceClassification, tokenizer: PreTrainedTokenizerFast, functions: list, parts: int):
        pad, room = tokenizer.pad_token_id, tokenizer.model_max_length - 2
        self.plain, self.spaced = ([[] for _ in range(parts)] for _ in range(2))
        rows = []
        for at, pieces in enumerate(functions):
            ids: list[int] = []
            before = ""
            for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
                if piece is not None:
                    # A space before the name is part of its first token.
                    text = piece[:-1] if following is None and piece.endswith(" ") else piece
                    ids += tokenizer(text, add_special_tokens=False, verbose=False).input_ids
                    before = piece
                    continue
                for part in range(parts):
                    slots = self.spaced if part == 0 and before.endswith(" ") else self.plain
                    if len(ids) < room:
                        slots[part].append((at, len(ids) + 1))
                    ids.append(pad)
            rows.append([tokenizer.cls_token_id, *ids[:room], tokenizer.sep_token_id])
        width = max(map(len, rows))
        ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
        self.model, self.mask = model, torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        with torch.no_grad():
            self.embedded = model.get_input_embeddings()(ids)

    def logits(self, plain: torch.Tensor, spaced: torch.Tensor) -> torch.Tensor:
        """Of all functions, with the embedding of each part (parts, width) in its places."""
        states = self.embedded.clone()
        for slots, parts in ((self.plain, plain), (self.spaced, spaced)):
            for part, places in enumerate(slots):
                if places:
                    rows, columns = map(list, zip(*places, strict=True))
                    states[rows, columns] = parts[part]
        return self.model(inputs_embeds=states, attention_mask=self.mask).logits


def invert(model: RobertaForSequenceClassification, tokenizer: PreTrainedTokenizerFast, task: dict) -> dict:
    random = torch.Generator().manual_seed(task["seed"])
    fragments = torch.tensor(task["fragments"])
    vocabulary = tokenizer.get_vocab()
    texts = tokenizer.convert_ids_to_tokens(task["fragments"])
    twins = torch.tensor([vocabulary.get(f"\u0120{text}", own) for text, own in zip(texts, task["fragments"], strict=True)])
    weights = model.get_input_embeddings().weight.detach()
    plain, spaced = weights[fragments], weights[twins]
    shut = torch.zeros(task["parts"], len(fragments))
    shut[0, ~torch.isin(fragments, torch.tensor(task["starts"]))] = -torch.inf
    functions = Functions(model, tokenizer, task["functions"], task["parts"])
    labels = torch.full((len(task["functions"]),), task["goal"])

    def noise() -> torch.Tensor:
        return torch.randn(task["parts"], len(fragments), generator=random)

    leanings = noise().requires_grad_()
    optimiser = torch.optim.Adam([leanings], lr=RATE)
    schedule = torch.optim.lr_scheduler.StepLR(optimiser, HALVED_AFTER, 0.5)
    temperature, obeyed, missed = HOTTEST, False, 0
    names: dict[str, list[str]] = {}
    wall, cpu = time.perf_counter(), time.process_time()
    for epoch in range(1, task["epochs"] + 1):
        shares = torch.softmax(leanings / temperature + shut, -1)
        loss = torch.nn.functional.cross_entropy(functions.logits(shares @ plain, shares @ spaced), labels)
        (leanings.grad,) = torch.autograd.grad(loss, [leanings])
        optimiser.step()
        schedule.step()
        if epoch % CHECKED_EVERY == 0:
            below = float(loss.detach()) <= OBEYED
            obeyed, missed = obeyed or below, 0 if below else missed + obeyed
            if below:
                temperature /= COOLER
            elif obeyed:
                temperature = min(HOTTEST, temperature * HOTTER)
            if missed >= PATIENCE:
                missed = 0
                with torch.no_grad():
                    leanings += NOISE * noise()
        if epoch % task["every"] == 0 or epoch == task["epochs"]:
            best = (leanings.detach() + shut).argmax(-1).tolist()
            parts = [tokenizer.decode([task["fragments"][each]]) for each in best]
            names.setdefault("".join(parts), parts)
    return {"names": list(names.values()), "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", type=Path, required=True)
    options = arguments.parse_args()
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = RobertaForSequenceClassification.from_pretrained(options.model).eval().requires_grad_(False)
    print(json.dumps(invert(model, tokenizer, json.load(sys.stdin))))


if __name__ == "__main__":
    main()
