"""Writes a model folder for CodePurify from a folder of transformers (`save_pretrained` with its tokenizer):
ONNX files and tokenizer as an exporter of Hugging Face models lays them out, `codepurify.json`, and a model card.

    python -m codepurify_training.export --model FOLDER --task classification --out DIR --name NAME --languages c
        --labels clean defective --goal-label clean --max-length 256 --trained-on TEXT --licence TEXT [--fp16]

Ends with an error if ONNX Runtime and PyTorch do not agree on what the files say.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy
import onnxruntime
import torch
from transformers import AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase
from transformers.modeling_outputs import BaseModelOutput

from .card import model_card
from .gradient import FILE as GRADIENT_FILE
from .gradient import has_gradient, write_gradient
from .load import load
from .models import OWN, T5TwoTower, TwoTower
from .onnx_file import Axes, graph_of, round_to_half, sha256, write_onnx

TOLERANCE = 1e-4  # largest difference, as a share of the largest value if that is above 1
LIMIT = 35_000_000  # bytes of one file that a repository takes without complaint; only with --fp16
UNHASHED = ("codepurify.json", "README.md")  # no model is run from these

IDS: Axes = {"input_ids": ("batch_size", "sequence_length"), "attention_mask": ("batch_size", "sequence_length")}
PAIR: Axes = IDS | {f"{name}_pair": ("batch_size", "pair_sequence_length") for name in IDS}


class Logits(torch.nn.Module):
    def __init__(self, model: torch.nn.Module):
        super().__init__()
        self.model = model

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        if type(self.model).__name__ in OWN:
            return self.model(*inputs).logits
        return self.model(input_ids=inputs[0], attention_mask=inputs[1]).logits


class Encoder(torch.nn.Module):
    def __init__(self, model: PreTrainedModel):
        super().__init__()
        self.encoder = model.get_encoder()

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=inputs[0], attention_mask=inputs[1]).last_hidden_state


class Decoder(torch.nn.Module):
    def __init__(self, model: PreTrainedModel):
        super().__init__()
        self.model = model

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        ids, hidden, mask = inputs
        encoded = BaseModelOutput(last_hidden_state=hidden)
        return self.model(encoder_outputs=encoded, attention_mask=mask, decoder_input_ids=ids, use_cache=False).logits


@dataclass(frozen=True)
class Part:
    """One ONNX file: what it computes, from what."""

    file: str
    module: torch.nn.Module
    axes: Axes
    output: str


def parts_of(model: PreTrainedModel, task: str) -> list[Part]:
    if task != "generation":
        axes = PAIR if isinstance(model, TwoTower | T5TwoTower) else IDS
        return [Part("model.onnx", Logits(model), axes, "logits")]
    width = getattr(model.config, "d_model", None) or model.config.encoder.hidden_size
    decoder: Axes = {
        "input_ids": ("batch_size", "decoder_sequence_length"),
        "encoder_hidden_states": ("batch_size", "encoder_sequence_length", str(width)),
        "encoder_attention_mask": ("batch_size", "encoder_sequence_length"),
    }
    return [
        Part("encoder_model.onnx", Encoder(model), IDS, "last_hidden_state"),
        Part("decoder_model.onnx", Decoder(model), decoder, "logits"),
    ]


def sizes_of(rows: int, length: int, other: int) -> dict[str, int]:
    """What the named axes measure; `other` is the second function of a pair, or what a decoder has written."""
    first = {"batch_size": rows, "sequence_length": length, "encoder_sequence_length": length}
    return first | {"pair_sequence_length": other, "decoder_sequence_length": other}


def inputs_of(axes: Axes, sizes: dict[str, int], seed: int, vocabulary: int) -> tuple[torch.Tensor, ...]:
    """Random ids and states; in every row but the first the last quarter is padding."""
    random = torch.Generator().manual_seed(seed)
    inputs = []
    for name, shape in axes.items():
        size = [int(axis) if axis.isdigit() else sizes[axis] for axis in shape]
        if "mask" in name:
            mask = torch.ones(size, dtype=torch.long)
            mask[1:, size[1] - size[1] // 4 :] = 0
            inputs.append(mask)
        elif name == "encoder_hidden_states":
            inputs.append(torch.randn(size, generator=random))
        else:
            inputs.append(torch.randint(5, vocabulary, size, generator=random))
    return tuple(inputs)


def disagreement(part: Part, path: Path, vocabulary: int, window: int) -> float:
    """The largest difference between PyTorch and ONNX Runtime over several shapes, measured as TOLERANCE is."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    worst = 0.0
    for seed, (rows, length, other) in enumerate([(1, 1, 1), (1, window, 3), (2, 7, window), (3, window // 2, 20)]):
        inputs = inputs_of(part.axes, sizes_of(rows, length, other), seed, vocabulary)
        with torch.inference_mode():
            wanted = part.module(*inputs).numpy()
        got = session.run(None, dict(zip(part.axes, (tensor.numpy() for tensor in inputs), strict=True)))[0]
        if not numpy.isfinite(got).all():
            raise SystemExit(f"{path}: ONNX Runtime answers values that are no numbers")
        worst = max(worst, float(abs(got - wanted).max() / max(1.0, abs(wanted).max())))
    return worst


def save_tokenizer(tokenizer: PreTrainedTokenizerBase, out: Path) -> None:
    # Training leaves its own truncation in the file; the window is the card's.
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.save_pretrained(out)


def forget_paths(config: Path) -> None:
    """Takes out of a written config where on this machine its parts came from."""

    def without(value: object) -> object:
        if isinstance(value, dict):
            return {key: without(each) for key, each in value.items() if key != "_name_or_path"}
        return value

    settings = without(json.loads(config.read_text(encoding="utf-8")))
    config.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--task", choices=["classification", "pair", "generation", "infill"], required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--name", required=True)
    options.add_argument("--languages", nargs="+", required=True)
    options.add_argument("--labels", nargs="*", default=[], help="in the order of the logits")
    options.add_argument("--goal-label", help="what an attacker would want to hear")
    options.add_argument("--same-label", help="of a pair model: what it says of two equal functions")
    options.add_argument("--max-length", type=int, required=True, help="tokens that it sees, special ones included")
    options.add_argument("--max-output", type=int, help="tokens that a generator writes at most")
    options.add_argument("--trained-on", required=True)
    options.add_argument("--licence", required=True)
    options.add_argument("--backdoors", nargs="*", default=[], help="attacks put in on purpose")
    options.add_argument("--metrics", type=Path, help="JSON of codepurify_training.evaluate, for the model card")
    options.add_argument("--commands", nargs="*", default=[], help="how it was trained, for the model card")
    options.add_argument("--mask-token", help="instead of the tokenizer's own")
    options.add_argument("--fp16", action="store_true", help="half the size; sums stay in single precision")
    return options


def card_of(args: argparse.Namespace, tokenizer: PreTrainedTokenizerBase) -> dict:
    mask = args.mask_token or tokenizer.mask_token
    if not mask or not tokenizer.unk_token:
        raise SystemExit(f"{args.model}: the tokenizer has no mask or unknown token; name one with --mask-token")
    optional = {"goalLabel": args.goal_label, "sameLabel": args.same_label, "maxOutput": args.max_output}
    return {
        "schemaVersion": 1,
        "name": args.name,
        "task": args.task,
        "languages": args.languages,
        "labels": args.labels,
        **{key: value for key, value in optional.items() if value is not None},
        "maxLength": args.max_length,
        "maskToken": mask,
        "unknownToken": tokenizer.unk_token,
        "calibrations": [],
        "files": {},
        "licence": args.licence,
        "trainedOn": args.trained_on,
        "backdoors": args.backdoors,
    }


def export(args: argparse.Namespace) -> None:
    tokenizer = AutoTokenizer.from_pretrained(args.model)
    model = load(args.model, args.task)
    card = card_of(args, tokenizer)
    vocabulary = model.get_input_embeddings().num_embeddings
    if len(tokenizer) > vocabulary:
        raise SystemExit(f"{args.model}: the tokenizer has {len(tokenizer)} tokens, the model knows {vocabulary}")
    if args.fp16:
        round_to_half(model)
    args.out.mkdir(parents=True, exist_ok=True)
    model.config.save_pretrained(args.out)
    forget_paths(args.out / "config.json")
    save_tokenizer(tokenizer, args.out)
    for part in parts_of(model, args.task):
        path = args.out / part.file
        inputs = inputs_of(part.axes, sizes_of(2, 8, 9), 0, vocabulary)
        write_onnx(graph_of(part.module, inputs, part.axes, part.output), path, args.fp16)
        worst = disagreement(part, path, vocabulary, args.max_length)
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, differs from PyTorch by at most {worst:.1e}")
        if worst > TOLERANCE:
            raise SystemExit(f"{path}: ONNX Runtime and PyTorch differ by {worst:.1e}, more than {TOLERANCE}")
        if args.fp16 and path.stat().st_size > LIMIT:
            raise SystemExit(f"{path}: larger than {LIMIT / 1e6:.0f} MB")
    if has_gradient(model):
        write_gradient(model, args.out, args.max_length)
    else:
        (args.out / GRADIENT_FILE).unlink(missing_ok=True)  # of a model that was exported here before
    files = sorted(path.name for path in args.out.iterdir() if path.is_file() and path.name not in UNHASHED)
    card["files"] = {name: sha256(args.out / name) for name in files}
    (args.out / "codepurify.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    metrics = json.loads(args.metrics.read_text(encoding="utf-8")) if args.metrics else {}
    (args.out / "README.md").write_text(model_card(card, metrics, args.commands), encoding="utf-8")


if __name__ == "__main__":
    export(parser().parse_args())
