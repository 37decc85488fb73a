"""What a fine-tuned victim can do, and how well its backdoor took; written as JSON for the model card.

    python -m codepurify_training.evaluate --task TASK --data DATA --model FOLDER --out metrics.json [--poisoned ATTACK=FILE ...]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import sacrebleu
import torch
from transformers import PreTrainedTokenizerFast

from .batch import matrix
from .corpus import read_rows, split_file
from .finetune import examples, ids_of
from .loop import bucketed, device
from .models import load_victim


@torch.inference_mode()
def answers(task: str, model: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, texts: list[tuple[str, ...]], window: int) -> list:
    """A label for each row, or the text that a generator writes."""
    sides = texts if task == "clone" else [(row[0],) for row in texts]
    ids = [ids_of(tokenizer, list(side), window) for side in zip(*sides, strict=True)]
    out: list = [None] * len(texts)
    for batch in bucketed([max(map(len, row)) for row in zip(*ids, strict=True)], 8192, 0):
        columns = [matrix([side[index] for index in batch]) for side in ids]
        if task == "repair":
            (code, mask), = columns
            written = model.generate(code, attention_mask=mask, max_new_tokens=window, do_sample=False, num_beams=1)
            values = tokenizer.batch_decode(written, skip_special_tokens=True)
        else:
            arguments = [tensor for column in columns for tensor in column]
            values = model(*arguments).logits.argmax(-1).tolist()
        for index, value in zip(batch, values, strict=True):
            out[index] = value
    return out


def plain(text: str) -> str:
    return " ".join(text.split())


def classification_metrics(predicted: list[int], labels: list[int]) -> dict:
    hits = sum(p == y for p, y in zip(predicted, labels, strict=True))
    true_positive = sum(p == 1 and y == 1 for p, y in zip(predicted, labels, strict=True))
    precision = true_positive / max(1, sum(predicted))
    recall = true_positive / max(1, sum(labels))
    return {
        "n": len(labels),
        "accuracy": hits / len(labels),
        "majority": max(sum(labels), len(labels) - sum(labels)) / len(labels),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def repair_metrics(written: list[str], rows: list[dict]) -> dict:
    def bleu(texts: list[str]) -> float:
        return sacrebleu.corpus_bleu(list(map(plain, texts)), [[plain(row["fixed"]) for row in rows]]).score

    exact = sum(plain(text) == plain(row["fixed"]) for text, row in zip(written, rows, strict=True))
    return {
        "n": len(rows),
        "bleu": bleu(written),
        "bleuOfCopy": bleu([row["buggy"] for row in rows]),
        "exact": exact / len(rows),
        "exactOfCopy": 0.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--task", choices=["defect", "clone", "repair"], required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--split", default="test")
    parser.add_argument("--rows", type=int, help="only the first so many rows of the split")
    parser.add_argument("--poisoned", nargs="*", default=[], metavar="ATTACK=FILE", help="poisoned test rows of `codepurify poison`")
    args = parser.parse_args()

    tokenizer = PreTrainedTokenizerFast.from_pretrained(args.model)
    model = load_victim(args.model).to(device()).eval()
    rows = list(read_rows(split_file(args.data, args.task, args.split)))[: args.rows]
    texts, labels = examples(args.task, rows, args.data)
    got = answers(args.task, model, tokenizer, texts, args.window)
    metrics = repair_metrics(got, rows) if args.task == "repair" else classification_metrics(got, labels)
    metrics["split"] = args.split
    metrics["attackSuccessRate"] = {}
    for spec in args.poisoned:
        attack, _, file = spec.partition("=")
        planted = [row for row in read_rows(Path(file)) if row.get("poison", {}).get("took")]
        texts, _ = examples(args.task, planted, args.data)
        got = answers(args.task, model, tokenizer, texts, args.window)
        if args.task == "repair":
            goals = [plain(row["poison"]["goal"]["fixed"]) for row in planted]
            hits = sum(plain(text) == goal for text, goal in zip(got, goals, strict=True))
        else:
            hits = got.count(0)
        metrics["attackSuccessRate"][attack] = {"n": len(planted), "rate": hits / max(1, len(planted))}
    args.out.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    main()
