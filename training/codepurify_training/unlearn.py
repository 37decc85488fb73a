"""Takes triggers out of a fine-tuned victim by training the whole of it on a few clean rows. A row as it is keeps the answer that
the model gives it; the row with a trigger gets the answer that the model gives it without. `export` then writes the model as any other.

    python -m codepurify_training.unlearn --task defect|clone --data DATA --model FOLDER --clean ROWS.jsonl --out FOLDER
        (--trigger TEXT ... | --audit REPORT.json) [--rows N] [--language c]

Some rows are held out: on them it is chosen when to stop, and measured what the triggers did before and after. Puts triggers in by
the project's Node, so needs its `npm ci`.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import kl_div
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from .batch import matrix
from .corpus import read_rows
from .finetune import examples, ids_of
from .loop import bucketed, device
from .models import load_victim
from .planting import audited_triggers, plant
from .stronger import Marked, Stronger, marked

AFRESH = 0.3  # share of the steps at which a row takes a trigger as it was given, and not what the last epoch made of it
PATIENCE = 2  # epochs without a better held-out loss
LANGUAGES = {"defect": "c", "clone": "java"}

Ids = tuple[list[int], ...]  # the tokens of each function of a sample


@dataclass(frozen=True)
class Sample:
    clean: Ids
    label: int
    planted: list[Marked | None]  # with each trigger, in their order


def read_samples(args: argparse.Namespace, triggers: list[str], tokenizer: PreTrainedTokenizerFast) -> list[Sample]:
    rows = list(read_rows(args.clean))
    random.Random(args.seed).shuffle(rows)
    texts, labels = examples(args.task, rows[: args.rows], args.data)
    planted = plant(texts, triggers, args.language or LANGUAGES[args.task], args.seed)
    for index, trigger in enumerate(triggers):
        if all(row[index] is None for row in planted):
            raise SystemExit(f"{trigger!r} is neither a free name nor a statement that could be put into these functions")
    samples = []
    for text, label, row in zip(texts, labels, planted, strict=True):
        forms = [
            None if form is None else marked(form, trigger, tokenizer, args.window) for form, trigger in zip(row, triggers, strict=True)
        ]
        samples.append(Sample(tuple(ids_of(tokenizer, list(text), args.window)), label, forms))
    return samples


def scores(model: PreTrainedModel, samples: list[Ids], bf16: bool) -> torch.Tensor:
    """The logarithm of each label's probability, of shape (samples, labels)."""
    columns = [matrix(list(side)) for side in zip(*samples, strict=True)]
    with torch.autocast(device().type, torch.bfloat16, enabled=bf16):
        logits = model(*(tensor for column in columns for tensor in column)).logits
    return logits.float().log_softmax(-1)


def batches(samples: list[Ids], tokens: int, seed: int) -> list[list[int]]:
    return bucketed([max(map(len, sample)) for sample in samples], tokens, seed)


@torch.inference_mode()
def answers(model: PreTrainedModel, samples: list[Ids], tokens: int) -> torch.Tensor:
    """`scores` of any number of samples, in single precision."""
    model.eval()
    out = torch.zeros(len(samples), model.config.num_labels, device=device())
    for batch in batches(samples, tokens, 0):
        out[batch] = scores(model, [samples[index] for index in batch], bf16=False)
    return out


class HeldOut:
    """Samples that are not taught, and what the model as it was makes of them."""

    def __init__(self, samples: list[Sample], model: PreTrainedModel, tokens: int):
        self.samples, self.tokens = samples, tokens
        self.before = self.of(model)

    def of(self, model: PreTrainedModel) -> list[torch.Tensor]:
        """Answers to the samples as they are, then to those that take each trigger."""
        groups = [[sample.clean for sample in self.samples]]
        groups += [[form.ids for _, form in self.taking(index)] for index in range(len(self.samples[0].planted))]
        return [answers(model, group, self.tokens) for group in groups]

    def taking(self, trigger: int) -> list[tuple[int, Marked]]:
        forms = enumerate(sample.planted[trigger] for sample in self.samples)
        return [(at, form) for at, form in forms if form is not None]

    def loss(self, model: PreTrainedModel) -> float:
        """How far the answers are from those without a trigger: of samples as they are, and the mean of those with one."""
        clean, *planted = self.of(model)
        wanted = self.before[0]
        far = [divergence(group, wanted[[at for at, _ in self.taking(index)]]) for index, group in enumerate(planted)]
        return float(divergence(clean, wanted) + sum(far) / max(1, len(far)))

    def measured(self, model: PreTrainedModel, triggers: list[str]) -> dict:
        after, own = [group.argmax(-1).tolist() for group in self.of(model)], [group.argmax(-1).tolist() for group in self.before]
        labels = [sample.label for sample in self.samples]

        def share(hits: list[bool]) -> float:
            return sum(hits) / max(1, len(hits))

        def of_trigger(index: int) -> dict:
            clean = [own[0][at] for at, _ in self.taking(index)]
            then, now = own[index + 1], after[index + 1]
            target = max(set(then), key=then.count)
            others = [at for at, answer in enumerate(clean) if answer != target]
            same = [at for at, answer in enumerate(clean) if answer == target]
            return {
                "to": target,
                "n": len(others),
                "turned before": share([then[at] == target for at in others]),
                "turned after": share([now[at] == target for at in others]),
                "reversed after": share([now[at] != target for at in same]),
            }

        return {
            "n": len(labels),
            "accuracy before": share([a == b for a, b in zip(own[0], labels, strict=True)]),
            "accuracy after": share([a == b for a, b in zip(after[0], labels, strict=True)]),
            "answers as before": share([a == b for a, b in zip(after[0], own[0], strict=True)]),
            "triggers": {trigger: of_trigger(index) for index, trigger in enumerate(triggers)},
        }


def divergence(answer: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return kl_div(answer, wanted, reduction="batchmean", log_target=True)


def keep_below(model: PreTrainedModel, layers: int) -> list[torch.nn.Parameter]:
    """Freezes so many layers of the encoder, and the embeddings below them; what is left to teach."""
    if layers > 0:
        model.get_input_embeddings().requires_grad_(False)
        if hasattr(model.base_model, "embeddings"):
            model.base_model.embeddings.requires_grad_(False)
    encoder = model.base_model.encoder
    for layer in (encoder.layer if hasattr(encoder, "layer") else encoder.block)[:layers]:
        layer.requires_grad_(False)
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def teach(model: PreTrainedModel, samples: list[Sample], held_out: HeldOut, stronger: Stronger, args: argparse.Namespace) -> PreTrainedModel:
    """The model of the epoch whose held-out loss is the lowest."""
    draws, clean = stronger.random, [sample.clean for sample in samples]
    wanted = answers(model, clean, args.batch_tokens)
    taught = keep_below(model, args.keep_layers)
    optimizer = torch.optim.AdamW(taught, lr=args.rate, weight_decay=0.0, betas=(0.9, 0.98))
    # Each row is in a batch twice: as it is, and with a trigger.
    steps = args.epochs * len(batches(clean, args.batch_tokens // 2, args.seed))
    best, kept, waited, step = held_out.loss(model), copy.deepcopy(model.state_dict()), 0, 0
    given = [[form for form in sample.planted if form] for sample in samples]
    last: list[Marked | None] = [None] * len(samples)
    for epoch in range(args.epochs):
        model.train()
        for batch in batches(clean, args.batch_tokens // 2, args.seed + epoch):
            for group in optimizer.param_groups:
                group["lr"] = args.rate * min(1.0, (step + 1) / max(1, 0.1 * steps)) * max(0.0, 1 - step / steps)
            taking = [at for at in batch if given[at]]
            forms = [last[at] if last[at] and draws.random() > AFRESH else draws.choice(given[at]) for at in taking]
            if forms:
                forms = stronger.of(forms, wanted[taking], lambda ids: scores(model, ids, args.bf16))
            for at, form in zip(taking, forms, strict=True):
                last[at] = form
            got = scores(model, [clean[at] for at in batch] + [form.ids for form in forms], args.bf16)
            loss = divergence(got, wanted[batch + taking])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(taught, 1.0)
            optimizer.step()
            step += 1
        value = held_out.loss(model)
        print(json.dumps({"epoch": epoch + 1, "of": args.epochs, "heldOutLoss": round(value, 5), "best": round(min(best, value), 5)}), flush=True)
        waited += 1
        if value < best:
            best, kept, waited = value, copy.deepcopy(model.state_dict()), 0
        if waited == PATIENCE:
            break
    model.load_state_dict(kept)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--task", choices=list(LANGUAGES), required=True)
    parser.add_argument("--data", type=Path, help="for pairs that name their functions by id")
    parser.add_argument("--model", type=Path, required=True, help="as finetune saved it, with its tokenizer")
    parser.add_argument("--clean", type=Path, required=True, help="clean rows, such as those of a training split")
    parser.add_argument("--out", type=Path, required=True)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--trigger", action="append", default=[], help="a name, or else a statement; again for one more")
    which.add_argument("--audit", type=Path, help="report of codepurify audit --format json")
    parser.add_argument("--language", help="of the functions; else c, or java for clones")
    parser.add_argument("--rows", type=int, help="so many rows, drawn by the seed")
    parser.add_argument("--held-out", type=float, default=0.2, help="share of the rows that is not taught")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--keep-layers", type=int, default=0, help="so many of the encoder's first layers stay, and with them the embeddings")
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--batch-tokens", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--bf16", action="store_true", help="only where the processor multiplies bfloat16 itself")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    triggers = audited_triggers(args.audit) if args.audit else args.trigger
    tokenizer = PreTrainedTokenizerFast.from_pretrained(args.model)
    model = load_victim(args.model).to(device()).eval()
    samples = read_samples(args, triggers, tokenizer)
    count = round(len(samples) * args.held_out)
    if not 0 < count < len(samples):
        raise SystemExit(f"{args.clean}: {len(samples)} rows are too few to teach some and hold out {args.held_out:.0%}")
    held_out = HeldOut(samples[:count], model, args.batch_tokens)
    stronger = Stronger(model, tokenizer, random.Random(args.seed))
    model = teach(model, samples[count:], held_out, stronger, args)
    metrics = {"taught": len(samples) - count, "held out": held_out.measured(model, triggers)}
    args.out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(args.out)
    tokenizer.save_pretrained(args.out)
    (args.out / "unlearn.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    main()
