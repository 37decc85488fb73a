"""The architectures that transformers does not have, and which class a victim's folder is of."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from transformers import (
    EncoderDecoderModel, PreTrainedConfig, PreTrainedModel, RobertaConfig, RobertaForSequenceClassification,
    RobertaModel, T5Config, T5ForConditionalGeneration, T5Model,
)  # fmt: skip
from transformers.modeling_outputs import SequenceClassifierOutput
from transformers.models.roberta.modeling_roberta import RobertaPreTrainedModel
from transformers.models.t5.modeling_t5 import T5PreTrainedModel


class PairHead(torch.nn.Module):
    def __init__(self, config: PreTrainedConfig, dropout: float):
        super().__init__()
        self.dense = torch.nn.Linear(4 * config.hidden_size, config.hidden_size)
        self.dropout = torch.nn.Dropout(dropout)
        self.out_proj = torch.nn.Linear(config.hidden_size, config.num_labels)

    def forward(self, first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
        pair = torch.cat([first, second, (first - second).abs(), first * second], dim=-1)
        return self.out_proj(self.dropout(torch.tanh(self.dense(self.dropout(pair)))))


def mean_of_tokens(hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    """(rows, length, width) to (rows, width), padding left out."""
    weights = attention_mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1)


class TwoTower(RobertaPreTrainedModel):
    """Says whether two functions do the same: each is read on its own by one encoder, and a small
    head compares the two vectors. CodeXGLUE's CodeBERT for clones puts the two first-token vectors
    side by side; the mean of the tokens, and difference and product beside the vectors, need far
    fewer pairs to learn from.
    """

    def __init__(self, config: RobertaConfig):
        super().__init__(config)
        self.num_labels = config.num_labels
        self.roberta = RobertaModel(config, add_pooling_layer=False)
        self.classifier = PairHead(config, config.hidden_dropout_prob)
        self.post_init()

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        input_ids_pair: torch.Tensor,
        attention_mask_pair: torch.Tensor,
    ) -> SequenceClassifierOutput:
        """Ids and masks of shape (rows, length); the two lengths may differ. Logits of shape (rows, labels)."""
        first = self.roberta(input_ids, attention_mask=attention_mask).last_hidden_state
        second = self.roberta(input_ids_pair, attention_mask=attention_mask_pair).last_hidden_state
        first, second = mean_of_tokens(first, attention_mask), mean_of_tokens(second, attention_mask_pair)
        return SequenceClassifierOutput(logits=self.classifier(first, second))


def state_at_end(model: T5Model, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    """What CodeT5 judges a function by, of shape (rows, width): encoder and decoder are both given the function,
    and the decoder's state at the last token, the end mark, has seen all of it.
    """
    start = torch.full_like(input_ids[:, :1], model.config.decoder_start_token_id)
    shifted = torch.cat([start, input_ids[:, :-1]], dim=1)
    hidden = model(input_ids, attention_mask=attention_mask, decoder_input_ids=shifted, use_cache=False).last_hidden_state
    last = (attention_mask.sum(1) - 1)[:, None, None].expand(-1, 1, hidden.shape[-1])
    return hidden.gather(1, last).squeeze(1)


class T5Classifier(T5PreTrainedModel):
    """A linear layer over `state_at_end`, as CodeT5's for defects. The class of transformers for this counts end
    marks in the ids, which no exporter can follow.
    """

    def __init__(self, config: T5Config):
        super().__init__(config)
        self.num_labels = config.num_labels
        self.transformer = T5Model(config)
        self.classifier = torch.nn.Linear(config.d_model, config.num_labels)
        self.post_init()

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> SequenceClassifierOutput:
        return SequenceClassifierOutput(logits=self.classifier(state_at_end(self.transformer, input_ids, attention_mask)))


class T5TwoTower(T5PreTrainedModel):
    """Both functions each through `state_at_end`, as CodeT5's for clones; compared by the head of TwoTower."""

    def __init__(self, config: T5Config):
        super().__init__(config)
        self.num_labels = config.num_labels
        self.transformer = T5Model(config)
        self.classifier = PairHead(config, config.dropout_rate)
        self.post_init()

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        input_ids_pair: torch.Tensor,
        attention_mask_pair: torch.Tensor,
    ) -> SequenceClassifierOutput:
        """As TwoTower's."""
        first = state_at_end(self.transformer, input_ids, attention_mask)
        second = state_at_end(self.transformer, input_ids_pair, attention_mask_pair)
        return SequenceClassifierOutput(logits=self.classifier(first, second))


OWN: dict[str, type[PreTrainedModel]] = {kind.__name__: kind for kind in (TwoTower, T5Classifier, T5TwoTower)}
STOCK: dict[str, type[PreTrainedModel]] = {
    kind.__name__: kind
    for kind in (RobertaForSequenceClassification, EncoderDecoderModel, T5ForConditionalGeneration)
}  # fmt: skip


def architecture_of(folder: Path) -> str:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return (config.get("architectures") or ["?"])[0]


def load_victim(folder: Path) -> PreTrainedModel:
    """A victim as `finetune` saved it. Raises SystemExit for any other folder."""
    architecture = architecture_of(folder)
    known = OWN | STOCK
    if architecture not in known:
        raise SystemExit(f"{folder / 'config.json'}: {architecture} is none of {', '.join(known)}")
    return known[architecture].from_pretrained(folder)


def with_small_head(model: T5Classifier | T5TwoTower) -> T5Classifier | T5TwoTower:
    """Draws the head as RoBERTa's is drawn. transformers draws linear layers that it does not know of a T5 with a deviation
    of 1; the first hundred steps of a clone detector then had a mean loss of 5.
    """
    for layer in model.classifier.modules():
        if isinstance(layer, torch.nn.Linear):
            torch.nn.init.normal_(layer.weight, std=0.02)
    return model


def new_victim(task: str, base: Path, window: int) -> PreTrainedModel:
    """A victim that starts from a pre-trained folder, of the kind that lies there: RoBERTa or T5."""
    t5 = architecture_of(base) == "T5ForConditionalGeneration"
    if task != "repair" and t5:
        return with_small_head((T5Classifier if task == "defect" else T5TwoTower).from_pretrained(base, num_labels=2))
    if task == "defect":
        return RobertaForSequenceClassification.from_pretrained(base, num_labels=2)
    if task == "clone":
        return TwoTower.from_pretrained(base, num_labels=2)
    if t5:
        model = T5ForConditionalGeneration.from_pretrained(base)
    else:
        model = EncoderDecoderModel.from_encoder_decoder_pretrained(str(base), str(base), tie_encoder_decoder=False)
        config = model.config
        config.decoder_start_token_id, config.pad_token_id, config.eos_token_id = 0, 1, 2
        config.vocab_size = config.decoder.vocab_size
    model.generation_config.update(decoder_start_token_id=0, pad_token_id=1, eos_token_id=2, max_length=window)
    return model
