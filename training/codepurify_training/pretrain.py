"""Pre-training on C and Java, where every victim starts: masked language modelling (the infill model is this one),
or an encoder–decoder of T5's kind, which such a model teaches to read.

    python -m codepurify_training.pretrain --data DATA --tokenizer FOLDER --out FOLDER [--epochs 2]
    python -m codepurify_training.pretrain --kind t5 --teacher PRETRAINED …
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import PreTrainedTokenizerFast, RobertaConfig, RobertaForMaskedLM, T5ForConditionalGeneration

from .batch import BOS, EOS, MASK, PAD
from .corpus import c_texts, java_texts
from .loop import Schedule, bucketed, device, padded, train
from .seq2seq import start_t5, t5_config, taught_loss
from .start import start

MASKED = 0.15  # share of tokens; of these 80% become the mask, 10% a random token, 10% stay
SHOWN = 0.1  # share of tokens that a decoder has to repeat


def encoder_config(vocab: int, width: int, layers: int, window: int) -> RobertaConfig:
    return RobertaConfig(
        vocab_size=vocab, hidden_size=width, num_hidden_layers=layers, num_attention_heads=width // 64,
        intermediate_size=4 * width, max_position_embeddings=window + 2, type_vocab_size=1,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        bos_token_id=BOS, pad_token_id=PAD, eos_token_id=EOS,
    )  # fmt: skip


def window_of(ids: list[int], window: int, epoch: int, index: int) -> list[int]:
    """At most `window` ids with both ends marked: the head in even epochs, later text in odd ones."""
    room = window - 2
    spare = len(ids) - room
    start = 0 if spare <= 0 or (epoch + index) % 2 == 0 else random.Random(f"{epoch}:{index}").randrange(spare + 1)
    return [BOS, *ids[start : start + room], EOS]


def masked_batch(rows: list[list[int]], vocab: int, draw: random.Random) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    width = padded(max(map(len, rows)))
    ids = torch.full((len(rows), width), PAD)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
    generator = torch.Generator().manual_seed(draw.getrandbits(62))
    chance = torch.rand(ids.shape, generator=generator)
    chosen = (chance < MASKED) & (ids > MASK)
    fate = torch.rand(ids.shape, generator=generator)
    noisy = ids.clone()
    noisy[chosen & (fate < 0.8)] = MASK
    other = chosen & (fate >= 0.8) & (fate < 0.9)
    noisy[other] = torch.randint(MASK + 1, vocab, (int(other.sum()),), generator=generator)
    return ids, noisy, chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--kind", choices=["roberta", "t5"], default="roberta")
    parser.add_argument("--teacher", type=Path, help="for a t5: a pre-trained folder of RoBERTa's kind, as wide and with the same tokenizer")
    parser.add_argument("--layers", type=int, help="4, or 3 in each half of a t5")
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--batch-tokens", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--bf16", action="store_true", help="only where the processor multiplies bfloat16 itself")
    args = parser.parse_args()
    if (args.kind == "t5") != (args.teacher is not None):
        parser.error("--kind t5 and --teacher go together")

    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.tokenizer / "tokenizer.json"))
    vocab = tokenizer.get_vocab_size()
    if args.kind == "t5":
        teacher = RobertaForMaskedLM.from_pretrained(args.teacher).to(device()).eval()
        if (teacher.config.hidden_size, teacher.config.vocab_size) != (args.width, vocab):
            raise SystemExit(f"{args.teacher} is {teacher.config.hidden_size} wide with {teacher.config.vocab_size} tokens; a t5 of {args.width} with {vocab} needs a teacher of these.")
        model = T5ForConditionalGeneration(t5_config(vocab, args.width, args.layers or 3)).to(device())
    else:
        model = RobertaForMaskedLM(encoder_config(vocab, args.width, args.layers or 4, args.window)).to(device())
    if device().type == "cpu":
        # 1.3 times as fast here in bfloat16: the fused attention of the CPU multiplies small matrices one by one.
        model.set_attn_implementation("eager")
    encoded = tokenizer.encode_batch(c_texts(args.data) + java_texts(args.data), add_special_tokens=False)
    corpus = [code.ids for code in encoded if len(code.ids) > 8]
    if not (args.out / "checkpoint.pt").exists():
        start_t5(model, teacher) if args.kind == "t5" else start(model, corpus)
    lengths = [min(len(ids) + 2, args.window) for ids in corpus]
    epoch_of = [0]

    def epoch_batches(epoch: int) -> list[list[int]]:
        epoch_of[0] = epoch
        return bucketed(lengths, args.batch_tokens, args.seed + epoch)

    def loss_of(batch: list[int], draw: random.Random) -> tuple[torch.Tensor, int]:
        rows = [window_of(corpus[index], args.window, epoch_of[0], index) for index in batch]
        ids, noisy, chosen = (t.to(device()) for t in masked_batch(rows, vocab, draw))
        with torch.autocast(device().type, torch.bfloat16, enabled=args.bf16):
            if args.kind == "t5":
                shown = torch.rand(ids.shape, generator=torch.Generator().manual_seed(draw.getrandbits(62))) < SHOWN
                return taught_loss(model, teacher, ids, noisy, chosen, shown.to(device())), int((ids != PAD).sum())
            hidden = model.roberta(noisy, attention_mask=(noisy != PAD).long()).last_hidden_state
            # The output layer is half of all sums: only where a token is to be guessed.
            scores = model.lm_head(hidden[chosen])
        return torch.nn.functional.cross_entropy(scores.float(), ids[chosen]), int((ids != PAD).sum())

    print(f"{len(corpus)} functions, {sum(lengths)} tokens an epoch, {sum(p.numel() for p in model.parameters())} parameters", flush=True)
    train(model, epoch_batches, loss_of, Schedule(args.epochs, args.batch_tokens, args.rate, seed=args.seed), args.out)
    model.save_pretrained(args.out)
    PreTrainedTokenizerFast.from_pretrained(args.tokenizer).save_pretrained(args.out)


if __name__ == "__main__":
    main()
