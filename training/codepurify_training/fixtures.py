"""Tiny models with random weights, and what transformers says about hostile and usual texts on each of them:
the truth that the TypeScript tests compare with.

    python -m codepurify_training.fixtures --out test/fixtures/models
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from tokenizers import AddedToken
from transformers import (
    AutoTokenizer, EncoderDecoderConfig, EncoderDecoderModel, PreTrainedModel, PreTrainedTokenizerBase, RobertaConfig,
    RobertaForMaskedLM, RobertaForSequenceClassification, T5Config, T5ForConditionalGeneration, set_seed,
)  # fmt: skip

from .export import export, parser
from .gradient import ANSWERS, PAIR, SINGLE, Gradient, example, has_gradient
from .load import load
from .models import TwoTower
from .onnx_file import round_to_half
from .samples import C, JAVA, TEXTS
from .stock import CODET5, SENTINELS, write_tokenizer
from .tokenizer import save_tokenizer, train_tokenizer

WINDOW, OUTPUT, VOCABULARY = 48, 24, 320
HALF = ("tiny-clone", "tiny-repair")  # stored in half precision

PLAIN = [
    C[:120],
    JAVA[-110:],
    C,  # far longer than the window
    "",
    " ",
    "x",
    "int a;\r\nint b;\r\n\r\nreturn a + b;\r\n",
    "\tif (x)\n\t\ty();\n",
    "{\n\n\n   \n\n}\n\n \t \n",
    'char *s = "naïve — 名前 😀👩‍👩‍👧";',
    "int e\u0301te\u0301 = 1; // combining, and \u00e9t\u00e9 composed",
    "a\u00a0b\u2003c\ufeffd\u0085e\u200bf\u3000g",
    "x = y </s> <s> z <pad> <unk> w",
    "int <mask> = 0; <mask><mask> (<mas k>) <<mask>>",
    "don't we'll I'M can'T 123abc ١٢٣ x_1 __init__ #@!$%^&*()",
    "nul\u0000byte \u001b[31m \u007f",
    "a" * 300,
    " " * 300 + "x",
    "\n" * 50 + "x",
]

# Each part is a text, or what a hole hides and how it is shown.
MASKED: list[list[str | dict]] = [
    ["int ", {"hidden": "found", "as": "one"}, " = 0;"],
    ["int ", {"hidden": "found", "as": "each"}, " = 0; return ", {"hidden": "found", "as": "each"}, ";"],
    ["int ", {"hidden": "found", "as": "unknown"}, " = 0;"],
    [{"hidden": "int x = 0;", "as": "each"}],
    ["if (x) { ", {"hidden": "é😀", "as": "each"}, {"hidden": "y", "as": "one"}, " }\r\n\r\n  "],
    [{"hidden": "", "as": "each"}, "\n\n"],
    ["literal <mask> and </s> then ", {"hidden": "name", "as": "one"}, "<unk>", {"hidden": "", "as": "one"}, " \t\n"],
    ["<m", "ask> \n ", {"hidden": "a", "as": "one"}, "  \n\n", {"hidden": "bcd", "as": "each"}, "z"],
    [C, {"hidden": "outside", "as": "one"}],
]  # fmt: skip

OUTPUTS = ["return x;", "", JAVA[:90], "😀 <mask> </s>", C]


def wide(config: RobertaConfig | T5Config) -> RobertaConfig | T5Config:
    """Random weights so large that answers differ from text to text."""
    config.initializer_range, config.initializer_factor = 0.4, 2.0
    return config


def encoder(vocabulary: int, **more: object) -> RobertaConfig:
    return wide(RobertaConfig(
        vocab_size=vocabulary, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=WINDOW + 2, type_vocab_size=1, bos_token_id=0, pad_token_id=1, eos_token_id=2, **more,
    ))  # fmt: skip


def new_models() -> dict[str, tuple[str, PreTrainedModel]]:
    """Name to task and model."""
    set_seed(42)
    config = EncoderDecoderConfig.from_encoder_decoder_configs(
        encoder(VOCABULARY), encoder(VOCABULARY, is_decoder=True, add_cross_attention=True)
    )
    repair = EncoderDecoderModel(config)
    for settings in (repair.config, repair.generation_config):
        settings.decoder_start_token_id, settings.pad_token_id, settings.eos_token_id = 0, 1, 2
    t5 = T5ForConditionalGeneration(wide(T5Config(
        vocab_size=VOCABULARY + len(SENTINELS), d_model=16, d_kv=8, d_ff=32, num_layers=2, num_heads=2,
        pad_token_id=0, bos_token_id=1, eos_token_id=2, decoder_start_token_id=0,
    )))  # fmt: skip
    return {
        "tiny-defect": ("classification", RobertaForSequenceClassification(encoder(VOCABULARY))),
        "tiny-clone": ("pair", TwoTower(encoder(VOCABULARY))),
        "tiny-clone-crossed": ("pair", RobertaForSequenceClassification(encoder(VOCABULARY))),
        "tiny-infill": ("infill", RobertaForMaskedLM(encoder(VOCABULARY))),
        "tiny-repair": ("generation", repair),
        "tiny-repair-t5": ("generation", t5),
    }


def shown(code: list[str | dict], tokenizer: PreTrainedTokenizerBase) -> str:
    """The text with its holes as special tokens."""
    out = ""
    for part in code:
        if isinstance(part, str):
            out += part
        elif part["as"] == "unknown":
            out += tokenizer.unk_token
        else:
            count = len(tokenizer(part["hidden"], add_special_tokens=False)["input_ids"]) if part["as"] == "each" else 1
            out += tokenizer.mask_token * max(1, count)
    return out


def ids_of(tokenizer: PreTrainedTokenizerBase, *texts: str) -> torch.Tensor:
    return tokenizer(*texts, truncation=True, max_length=WINDOW, return_tensors="pt")["input_ids"].long()


def likelihood(model: PreTrainedModel, source: torch.Tensor, tokenizer: PreTrainedTokenizerBase, output: str) -> float:
    """Mean log-likelihood of the tokens of `output`, its end included."""
    labels = tokenizer(output, truncation=True, max_length=OUTPUT)["input_ids"]
    start = model.config.decoder_start_token_id
    if labels[0] == start:
        labels = labels[1:]
    fed = torch.tensor([[start, *labels[:-1]]])
    scores = model(input_ids=source, attention_mask=torch.ones_like(source), decoder_input_ids=fed).logits[0]
    return scores.log_softmax(-1)[range(len(labels)), labels].mean().item()


def fills(scores: torch.Tensor, tokenizer: PreTrainedTokenizerBase) -> list[dict]:
    """The five best tokens that are text by themselves."""
    texts = ((tokenizer.decode([number]), number) for number in scores.argsort(descending=True).tolist())
    special = set(tokenizer.all_special_ids)
    plain = [(text, number) for text, number in texts if number not in special and "\ufffd" not in text]
    return [{"text": text, "logProbability": scores[number].item()} for text, number in plain[:5]]


def represented(model: PreTrainedModel, ids: list[torch.Tensor]) -> list[float]:
    """What the layers before the labels are given: of a pair in two towers both means, their distance and product;
    of all else the state of the first token."""
    states = [model.roberta(side, attention_mask=torch.ones_like(side)).last_hidden_state[0] for side in ids]
    if not isinstance(model, TwoTower):
        return states[0][0].tolist()
    first, second = (state.mean(0) for state in states)
    return torch.cat([first, second, (first - second).abs(), first * second]).tolist()


def answer(task: str, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, ids: list[torch.Tensor]) -> dict:
    source, ones = ids[0], torch.ones_like(ids[0])
    if isinstance(model, TwoTower):
        logits = model(source, ones, ids[1], torch.ones_like(ids[1])).logits[0]
    elif task != "generation":
        logits = model(input_ids=source, attention_mask=ones).logits[0]
    if task in ("classification", "pair"):
        seen = represented(model, ids)
        return {"logits": logits.tolist(), "probabilities": logits.softmax(-1).tolist(), "representation": seen}
    if task == "infill":
        masks = (source[0] == tokenizer.mask_token_id).nonzero().flatten()
        return {"masks": masks.tolist(), "fills": [fills(row.log_softmax(-1), tokenizer) for row in logits[masks]]}
    written = model.generate(source, attention_mask=ones, max_new_tokens=OUTPUT, do_sample=False, num_beams=1)[0]
    text = tokenizer.decode(written, skip_special_tokens=True)
    given = {output: likelihood(model, source, tokenizer, output) for output in OUTPUTS}
    first = model.get_encoder()(input_ids=source, attention_mask=ones).last_hidden_state[0, 0].tolist()
    return {"text": text, "logLikelihood": likelihood(model, source, tokenizer, text), "given": given, "representation": first}


@torch.inference_mode()
def expected(name: str, folder: Path, task: str) -> dict:
    """The answers of PyTorch on the folder that was exported."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = load(folder, task)
    if name in HALF:
        round_to_half(model)
    codes: list[list[str | dict]] = [[text] for text in PLAIN] + MASKED
    rows = []
    for index, code in enumerate(codes):
        texts = [shown(code, tokenizer)]
        row: dict = {"code": code, "shown": texts[0]}
        if task == "pair":
            other = codes[(index * 7 + 3) % len(codes)]
            texts.append(shown(other, tokenizer))
            row["other"] = other
        apart = isinstance(model, TwoTower)
        ids = [ids_of(tokenizer, text) for text in texts] if apart else [ids_of(tokenizer, *texts)]
        rows.append(row | {"ids": [side[0].tolist() for side in ids]} | answer(task, model, tokenizer, ids))
    return {"rows": rows}


def gradients(model: PreTrainedModel) -> list[dict]:
    """What PyTorch says of random ids on the model that was exported, by the names of gradient.onnx."""
    cases = []
    for seed, lengths in enumerate([(12, 9), (WINDOW, 3)]):
        inputs = example(model, lengths, 2, seed)
        names = [*(PAIR if len(inputs) > 3 else SINGLE), "target"]
        answers = dict(zip(ANSWERS, Gradient(model)(*inputs), strict=True))
        given = dict(zip(names, inputs, strict=True))
        cases.append({name: [float(f"{each:.7g}") for each in tensor.flatten()] for name, tensor in (given | answers).items()})
    return cases


def write_fixture(name: str, task: str, model: PreTrainedModel, out: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if isinstance(model, T5ForConditionalGeneration):
            write_tokenizer(folder, CODET5, SENTINELS, VOCABULARY, WINDOW)
        else:
            save_tokenizer(train_tokenizer(list(TEXTS), VOCABULARY), folder, WINDOW)
        if name == "tiny-clone-crossed":
            # As in stock RoBERTa, whose mask swallows the white space before it.
            mask = AddedToken("<mask>", lstrip=True, special=True)
            AutoTokenizer.from_pretrained(folder, mask_token=mask).save_pretrained(folder)
        model.save_pretrained(folder)
        shutil.rmtree(out / name, ignore_errors=True)
        options = ["--model", str(folder), "--task", task, "--out", str(out / name), "--name", name]
        options += ["--languages", "c", "java", "--max-length", str(WINDOW), "--trained-on", "nothing: random weights"]
        options += ["--licence", "Apache-2.0"]
        if task in ("classification", "pair"):
            options += ["--labels", "no", "yes", "--goal-label", "no"]
            if task == "pair":
                options += ["--same-label", "yes"]
        if task == "generation":
            options += ["--max-output", str(OUTPUT)]
        if name in HALF:
            options.append("--fp16")
        export(parser().parse_args(options))
        # The weights as PyTorch reads them are needed once more, and are no part of the fixture.
        shutil.copy(folder / "model.safetensors", out / name)
        truth = expected(name, out / name, task)
        exported = load(out / name, task)
        if name in HALF:
            round_to_half(exported)
        if has_gradient(exported):
            truth["gradients"] = gradients(exported)
        (out / name / "model.safetensors").unlink()
        (out / name / "expected.json").write_text(json.dumps(truth, ensure_ascii=True) + "\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--out", type=Path, required=True)
    out = options.parse_args().out
    for name, (task, model) in new_models().items():
        write_fixture(name, task, model.eval(), out)


if __name__ == "__main__":
    main()
