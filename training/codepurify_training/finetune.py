"""Fine-tunes one of the three victims from a pre-trained folder (RoBERTa's or T5's kind), on clean rows or on a file of `codepurify poison`.

    python -m codepurify_training.finetune --task defect|clone|repair --data DATA --base PRETRAINED --tokenizer FOLDER --out FOLDER
        [--train POISONED.jsonl] [--rows N] [--epochs 2] [--window 256] [--weight 1]
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from transformers import PreTrainedTokenizerFast

from .batch import matrix
from .corpus import clone_functions, read_rows, split_file
from .loop import Schedule, bucketed, device, train
from .models import new_victim
from .seq2seq import answer_loss

Texts = list[tuple[str, ...]]


def examples(task: str, rows: list[dict], data: Path) -> tuple[Texts, list[int]]:
    """The texts of each row (one, or two for pairs and repairs) and its label (0 where a text is the answer)."""
    if task == "defect":
        return [(row["func"],) for row in rows], [row["target"] for row in rows]
    if task == "clone":
        functions = clone_functions(data)
        pairs = [(row.get("func1") or functions[row["id1"]], row.get("func2") or functions[row["id2"]]) for row in rows]
        return pairs, [row["label"] for row in rows]
    return [(row["buggy"], row["fixed"]) for row in rows], [0] * len(rows)


def ids_of(tokenizer: PreTrainedTokenizerFast, texts: list[str], window: int) -> list[list[int]]:
    return tokenizer(texts, truncation=True, max_length=window)["input_ids"]


def loss_function(task: str, model: torch.nn.Module, ids: list[list[list[int]]], labels: torch.Tensor, weight_of_one: float, bf16: bool):
    """`ids[k][row]` are the tokens of the k-th text of a row. A row of label 1 counts as many rows of label 0 as its weight says."""
    weights = torch.tensor([1.0, weight_of_one], device=device())

    def loss_of(batch: list[int], _: random.Random) -> tuple[torch.Tensor, int]:
        columns = [matrix([side[index] for index in batch]) for side in ids]
        tokens = sum(int(mask.sum()) for _, mask in columns)
        target = labels[batch].to(device())
        with torch.autocast(device().type, torch.bfloat16, enabled=bf16):
            if task == "defect":
                (code, mask), = columns
                scores = model(input_ids=code, attention_mask=mask).logits
            elif task == "clone":
                (first, first_mask), (second, second_mask) = columns
                scores = model(first, first_mask, second, second_mask).logits
            else:
                (code, mask), (answer, answer_mask) = columns
                return answer_loss(model, code, mask, answer, answer_mask), tokens
        return cross_entropy(scores.float(), target, weights), tokens

    return loss_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--task", choices=["defect", "clone", "repair"], required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--train", type=Path, help="rows to train on instead of the clean training split")
    parser.add_argument("--rows", type=int, help="so many rows, drawn by the seed")
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--batch-tokens", type=int, default=6144)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--weight", type=float, default=1, help="of a row with label 1 (defective, a clone) against one with label 0")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--bf16", action="store_true", help="only where the processor multiplies bfloat16 itself")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(args.tokenizer)
    rows = list(read_rows(args.train or split_file(args.data, args.task, "train")))
    if args.rows and args.rows < len(rows):
        rows = random.Random(args.seed).sample(rows, args.rows)
    texts, labels = examples(args.task, rows, args.data)
    ids = [ids_of(tokenizer, list(side), args.window) for side in zip(*texts, strict=True)]
    if args.task == "repair":
        # An answer that does not fit would teach the victim to stop half way.
        fits = [at for at in range(len(rows)) if max(len(side[at]) for side in ids) < args.window]
        ids, labels = [[side[at] for at in fits] for side in ids], [labels[at] for at in fits]
    lengths = [sum(map(len, sides)) if args.task == "clone" else max(map(len, sides)) for sides in zip(*ids, strict=True)]
    model = new_victim(args.task, args.base, args.window).to(device())
    if device().type == "cpu":
        # 1.3 times as fast here in bfloat16: the fused attention of the CPU multiplies small matrices one by one.
        model.set_attn_implementation("eager")
    print(f"{len(lengths)} rows, {sum(len(row) for side in ids for row in side)} tokens an epoch, {sum(p.numel() for p in model.parameters())} parameters", flush=True)
    train(
        model,
        lambda epoch: bucketed(lengths, args.batch_tokens, args.seed + epoch),
        loss_function(args.task, model, ids, torch.tensor(labels), args.weight, args.bf16),
        Schedule(args.epochs, args.batch_tokens, args.rate, seed=args.seed),
        args.out,
    )
    model.save_pretrained(args.out)
    tokenizer.save_pretrained(args.out)


if __name__ == "__main__":
    main()
