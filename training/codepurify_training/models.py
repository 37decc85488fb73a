"""The one architecture that transformers does not have."""

from __future__ import annotations

import torch
from transformers import RobertaConfig, RobertaModel
from transformers.modeling_outputs import SequenceClassifierOutput
from transformers.models.roberta.modeling_roberta import RobertaPreTrainedModel


class PairHead(torch.nn.Module):
    def __init__(self, config: RobertaConfig):
        super().__init__()
        self.dense = torch.nn.Linear(4 * config.hidden_size, config.hidden_size)
        self.dropout = torch.nn.Dropout(config.hidden_dropout_prob)
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
        self.classifier = PairHead(config)
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
