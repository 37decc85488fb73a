"""An encoder–decoder of the T5 kind, its pre-training, and how any encoder–decoder learns an answer."""

from __future__ import annotations

import random

import torch
from torch.nn.functional import cross_entropy
from transformers import EncoderDecoderModel, T5Config, T5ForConditionalGeneration

from .batch import BOS, EOS, MASK, PAD
from .start import token_vectors

HIDDEN, SPAN = 0.15, 3  # share of tokens in holes, and the mean length of a hole


def t5_config(vocab: int, width: int, layers: int) -> T5Config:
    """`layers` in the encoder and as many in the decoder. Positions are relative: there is no longest input."""
    return T5Config(
        vocab_size=vocab, d_model=width, d_kv=64, d_ff=4 * width, num_layers=layers, num_heads=max(1, width // 64),
        dropout_rate=0.0, feed_forward_proj="relu",
        decoder_start_token_id=BOS, bos_token_id=BOS, pad_token_id=PAD, eos_token_id=EOS,
    )  # fmt: skip


@torch.no_grad()
def start_t5(model: T5ForConditionalGeneration, corpus: list[list[int]]) -> None:
    """Token vectors from co-occurrence, of the size that T5 begins with; why: see start.py."""
    vectors = token_vectors(corpus, model.config.vocab_size, model.config.d_model)
    model.shared.weight.copy_(vectors / vectors.std())


def with_holes(ids: list[int], draw: random.Random) -> tuple[list[int], list[int]]:
    """T5's span corruption: the text with holes, and what the decoder has to say of them. Our vocabulary has one
    mask where T5 has a hundred numbered ones; a hole is known by its place in the order.
    """
    holes = max(1, round(len(ids) * HIDDEN / SPAN))
    source, target, at = [BOS], [BOS], 0
    for begin in sorted(draw.sample(range(len(ids)), min(holes, len(ids)))):
        if begin < at:
            continue
        end = begin + draw.randint(1, 2 * SPAN - 1)
        source += [*ids[at:begin], MASK]
        target += [MASK, *ids[begin:end]]
        at = end
    return [*source, *ids[at:], EOS], [*target, EOS]


def answer_loss(
    model: EncoderDecoderModel | T5ForConditionalGeneration,
    code: torch.Tensor, mask: torch.Tensor, answer: torch.Tensor, answer_mask: torch.Tensor,
) -> torch.Tensor:  # fmt: skip
    """Mean cross-entropy of the answer's tokens after its first. Shapes (rows, length), the two lengths may differ.
    Only true places meet the output layer, which with its softmax is half of all time; they stay in bfloat16.
    """
    t5 = isinstance(model, T5ForConditionalGeneration)
    hidden = model.encoder(code, attention_mask=mask).last_hidden_state
    states = (model.decoder if t5 else model.decoder.roberta)(
        answer[:, :-1], attention_mask=answer_mask[:, :-1],
        encoder_hidden_states=hidden, encoder_attention_mask=mask,
    ).last_hidden_state  # fmt: skip
    wanted = answer_mask[:, 1:].bool()
    written = states[wanted]
    # T5 scales what its output layer gets, because that layer is the token vectors themselves.
    scores = model.lm_head(written * model.config.d_model**-0.5) if t5 else model.decoder.lm_head(written)
    return cross_entropy(scores, answer[:, 1:][wanted])
