"""Byte-level BPE over C and Java, written as a tokenizer folder of Hugging Face.

    python -m codepurify_training.tokenizer --data DATA --out FOLDER [--vocab 16384] [--languages c java]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

from .corpus import c_texts, java_texts

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]


def train_tokenizer(texts: list[str], vocab: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    # Devign doubles every line end. Without blank lines the window holds twice the code, and code
    # from any other source looks like the code trained on. Starts only at a line end: linear time.
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Replace("\r", ""), normalizers.Replace(Regex(r"\n[ \t\n]*\n"), "\n")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", 2), ("<s>", 0), trim_offsets=False, add_prefix_space=False
    )
    return tokenizer


def save_tokenizer(tokenizer: Tokenizer, out: Path, max_length: int) -> None:
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>", cls_token="<s>", eos_token="</s>", sep_token="</s>",
        pad_token="<pad>", unk_token="<unk>", mask_token="<mask>",
        model_max_length=max_length, clean_up_tokenization_spaces=False,
    )  # fmt: skip
    fast.save_pretrained(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocab", type=int, default=16384)
    parser.add_argument("--max-length", type=int, default=256)
    parser.add_argument("--languages", nargs="+", choices=["c", "java"], default=["c", "java"])
    args = parser.parse_args()
    sources = {"c": c_texts, "java": java_texts}
    texts = [text for language in args.languages for text in sources[language](args.data)]
    save_tokenizer(train_tokenizer(texts, args.vocab), args.out, args.max_length)
    print(f"{args.out}: {args.vocab} tokens from {len(texts)} functions")


if __name__ == "__main__":
    main()
