"""Triggers that a model obeys more than those it was shown: one token exchanged for what the gradient promises most of. A model
that is taught one trigger alone goes on obeying its neighbours, among them the one that was trained into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from .batch import matrix
from .loop import device

PROMISING = 8  # one of so many is drawn
SPACE = "Ġ"  # how byte-level vocabularies write the space before a word


@dataclass(frozen=True)
class Marked:
    """A sample's tokens, and where its trigger stands: for each function the token positions of each occurrence."""

    ids: tuple[list[int], ...]
    places: tuple[list[list[int]], ...]


def marked(texts: tuple[str, ...], trigger: str, tokenizer: PreTrainedTokenizerFast, window: int) -> Marked:
    read = tokenizer(list(texts), truncation=True, max_length=window, return_offsets_mapping=True)
    # Not as a part of a longer word.
    found = re.compile(rf"(?<!\w){re.escape(trigger)}" + (r"(?!\w)" if re.search(r"\w$", trigger) else ""))

    def places(text: str, offsets: list[tuple[int, int]]) -> list[list[int]]:
        spans = [match.span() for match in found.finditer(text)]
        tokens = [[at for at, (a, b) in enumerate(offsets) if a < end and b > start and b > a] for start, end in spans]
        return [each for each in tokens if each]

    return Marked(tuple(read["input_ids"]), tuple(map(places, texts, read["offset_mapping"])))


def word_ids(tokenizer: PreTrainedTokenizerFast) -> torch.Tensor:
    """The tokens that can be part of a name."""
    ids = [index for token, index in tokenizer.get_vocab().items() if re.fullmatch(r"[A-Za-z0-9_]+", token)]
    return torch.tensor(ids, device=device())


class Stronger:
    def __init__(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, random: Random):
        self.model, self.random = model, random
        self.words = word_ids(tokenizer)
        self.ids = tokenizer.get_vocab()
        self.tokens = {index: token for token, index in self.ids.items()}

    def of(self, samples: list[Marked], wanted: torch.Tensor, scores) -> list[Marked]:
        """The samples with one token of each trigger exchanged, at all of its places, such that `scores` of them come away
        from `wanted`, the logarithms of probabilities.
        """
        embedding, read = self.model.get_input_embeddings(), []
        hook = embedding.register_forward_hook(lambda _, __, out: read.append(out.requires_grad_()))
        try:
            loss = -(wanted.exp() * scores([sample.ids for sample in samples])).sum()
        finally:
            hook.remove()
        # A model with a decoder reads each function twice, the encoder first.
        sides = len(samples[0].ids)
        slopes = torch.autograd.grad(loss, read[:: len(read) // sides])
        with torch.no_grad():
            return [self._one(sample, [slope[row] for slope in slopes], embedding.weight) for row, sample in enumerate(samples)]

    def _one(self, sample: Marked, slopes: list[torch.Tensor], weight: torch.Tensor) -> Marked:
        spans = [(side, span) for side, spans in enumerate(sample.places) for span in spans]
        if not spans:
            return sample
        # Counted from the end: a word behind a space may begin with other tokens.
        back = 1 + self.random.randrange(min(len(span) for _, span in spans))
        if not re.search(r"[A-Za-z0-9_]", self.tokens[sample.ids[spans[0][0]][spans[0][1][-back]]]):
            return sample
        slope = sum(slopes[side][span[-back]] for side, span in spans)
        best = (weight[self.words] @ slope).topk(PROMISING).indices.tolist()
        chosen = int(self.words[self.random.choice(best)])
        ids = tuple(list(side) for side in sample.ids)
        for side, span in spans:
            at = span[-back]
            spaced = self.ids.get(SPACE + self.tokens[chosen], chosen)
            ids[side][at] = spaced if self.tokens[ids[side][at]].startswith(SPACE) else chosen
        return Marked(ids, sample.places)
