"""An encoder–decoder of the T5 kind, its pre-training, and how any encoder–decoder learns an answer."""

from __future__ import annotations

import torch
from torch.nn.functional import cross_entropy, mse_loss
from transformers import EncoderDecoderModel, RobertaForMaskedLM, T5Config, T5ForConditionalGeneration

from .batch import BOS, EOS, PAD

# For each head but the last the bucket of the distance that it looks at; T5 counts what comes after from 16.
BEFORE_AND_AFTER, BEFORE = (1, 17, 2), (0, 1, 2)
READING = 2.0  # what the encoder has to learn, against what the decoder has
SHARP = 5.0  # how much such a head prefers it, before the softmax


def t5_config(vocab: int, width: int, layers: int) -> T5Config:
    """`layers` in the encoder and as many in the decoder. Positions are relative: there is no longest input."""
    return T5Config(
        vocab_size=vocab, d_model=width, d_kv=64, d_ff=4 * width, num_layers=layers, num_heads=max(1, width // 64),
        dropout_rate=0.0, feed_forward_proj="relu",
        decoder_start_token_id=BOS, bos_token_id=BOS, pad_token_id=PAD, eos_token_id=EOS,
    )  # fmt: skip


@torch.no_grad()
def start_t5(model: T5ForConditionalGeneration, teacher: RobertaForMaskedLM) -> None:
    """Token vectors of the teacher, of the size that T5 begins with, and heads that look at their neighbours, as in start.py:
    positions are relative, so that a bias says it. A bias is of all layers of a half; each may learn otherwise.
    """
    vectors = teacher.roberta.embeddings.word_embeddings.weight
    model.shared.weight.copy_(vectors / vectors.std())
    for half, nearby in ((model.encoder, BEFORE_AND_AFTER), (model.decoder, BEFORE)):
        bias = half.block[0].layer[0].SelfAttention.relative_attention_bias.weight
        bias.zero_()
        for head, bucket in enumerate(nearby[: bias.shape[1] - 1]):
            bias[bucket, head] = SHARP


def taught_loss(
    model: T5ForConditionalGeneration, teacher: RobertaForMaskedLM,
    ids: torch.Tensor, noisy: torch.Tensor, chosen: torch.Tensor, shown: torch.Tensor,
) -> torch.Tensor:  # fmt: skip
    """What a T5 has to learn of a text some of whose tokens (`chosen`) are hidden: the encoder is to read it as the teacher
    does, place by place; the decoder, which is given the text itself up to each place, is to say what stands at the hidden
    places and at some others (`shown`), which the encoder can tell it. All of shape (rows, length).

    T5's own span corruption got nowhere with so little text: after 5.5 M tokens a clone detector that began with it was
    at a loss of 0.61 to 0.65 after 200 steps.
    """
    mask = (ids != PAD).long()
    with torch.no_grad():
        wanted = teacher.roberta(noisy, attention_mask=mask).last_hidden_state
    read = model.encoder(noisy, attention_mask=mask).last_hidden_state
    true = mask.bool()
    reading = mse_loss(read[true].float(), wanted[true].float())
    before = torch.cat([torch.full_like(ids[:, :1], BOS), ids[:, :-1]], dim=1)
    states = model.decoder(
        before, attention_mask=mask, encoder_hidden_states=read, encoder_attention_mask=mask,
    ).last_hidden_state  # fmt: skip
    asked = chosen | (shown & true)
    scores = model.lm_head(states[asked] * model.config.d_model**-0.5)
    return READING * reading + cross_entropy(scores.float(), ids[asked])


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
