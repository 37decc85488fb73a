"""Rows of token ids as one matrix, and what the special ids of our own tokenizer are."""

from __future__ import annotations

import torch

from .loop import device, padded

BOS, PAD, EOS, MASK = 0, 1, 2, 4


def matrix(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids padded to a common width, and the attention mask, both of shape (rows, width)."""
    width = padded(max(map(len, rows)))
    ids = torch.tensor([row + [PAD] * (width - len(row)) for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    mask = (torch.arange(width)[None, :] < lengths[:, None]).long()
    return ids.to(device()), mask.to(device())
