"""A checkpoint folder with random weights that looks like a stock one, CodeBERT's or CodeT5's.
It proves that the export takes such folders; what the model says means nothing.

    python -m codepurify_training.stock --kind codebert|codebert-mlm|codet5 --out FOLDER [--size small|true]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import (
    PreTrainedModel, RobertaConfig, RobertaForMaskedLM, RobertaForSequenceClassification, T5Config,
    T5ForConditionalGeneration, set_seed,
)  # fmt: skip

from .samples import TEXTS

CODEBERT = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
CODET5 = ["<pad>", "<s>", "</s>", "<unk>", "<mask>"]
SENTINELS = [f"<extra_id_{number}>" for number in range(99, -1, -1)]


def codebert_config(size: str) -> RobertaConfig:
    shape = {"true": (50265, 768, 12, 12), "small": (1000, 64, 2, 2)}[size]
    vocabulary, width, layers, heads = shape
    return RobertaConfig(
        vocab_size=vocabulary, hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads,
        intermediate_size=4 * width, max_position_embeddings=514, type_vocab_size=1, layer_norm_eps=1e-5,
        bos_token_id=0, pad_token_id=1, eos_token_id=2,
    )  # fmt: skip


def codet5_config(size: str) -> T5Config:
    """The true size is CodeT5-small's."""
    shape = {"true": (32100, 512, 2048, 6, 8), "small": (1000, 64, 128, 2, 2)}[size]
    vocabulary, width, inner, layers, heads = shape
    return T5Config(
        vocab_size=vocabulary, d_model=width, d_kv=width // heads, d_ff=inner, num_layers=layers, num_heads=heads,
        pad_token_id=0, bos_token_id=1, eos_token_id=2, decoder_start_token_id=0, feed_forward_proj="relu",
    )  # fmt: skip


def write_tokenizer(out: Path, special: list[str], more: list[str], size: int, window: int) -> None:
    """As RoBERTa's: vocab.json, merges.txt and what class reads them; no tokenizer.json. Where the text
    gives fewer than `size` tokens, the rest are tokens that no text has.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=special, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    tokenizer.model.save(str(out))
    vocabulary = tokenizer.get_vocab()
    vocabulary |= {f"unused {number}": number for number in range(len(vocabulary), size)}
    (out / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    settings = {"tokenizer_class": "RobertaTokenizer", "model_max_length": window, "additional_special_tokens": more}
    (out / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def stock_model(kind: str, size: str) -> PreTrainedModel:
    if kind == "codet5":
        return T5ForConditionalGeneration(codet5_config(size))
    return (RobertaForMaskedLM if kind == "codebert-mlm" else RobertaForSequenceClassification)(codebert_config(size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kind", choices=["codebert", "codebert-mlm", "codet5"], required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", choices=["small", "true"], default="small")
    args = parser.parse_args()
    set_seed(42)
    model = stock_model(args.kind, args.size)
    model.save_pretrained(args.out)
    more = SENTINELS if args.kind == "codet5" else []
    special = CODET5 if args.kind == "codet5" else CODEBERT
    write_tokenizer(args.out, special, more, model.config.vocab_size - len(more), 512)


if __name__ == "__main__":
    main()
