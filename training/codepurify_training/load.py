"""A model as it is exported: in single precision, ready to answer."""

from __future__ import annotations

import re
from pathlib import Path

import torch
from transformers import (
    AutoModelForMaskedLM, AutoModelForSeq2SeqLM, AutoModelForSequenceClassification, PreTrainedModel,
)  # fmt: skip

from .models import OWN, architecture_of


def load(folder: Path, task: str) -> PreTrainedModel:
    """Raises SystemExit for a folder of another kind than the task wants."""
    architecture = architecture_of(folder)
    wanted, loader = {
        "classification": ("ForSequenceClassification|T5Classifier", AutoModelForSequenceClassification),
        "pair": ("ForSequenceClassification|TwoTower", AutoModelForSequenceClassification),
        "generation": ("ForConditionalGeneration|EncoderDecoderModel", AutoModelForSeq2SeqLM),
        "infill": ("ForMaskedLM", AutoModelForMaskedLM),
    }[task]
    if not re.search(wanted, architecture):
        raise SystemExit(f"{folder / 'config.json'}: {architecture} is no model for {task}")
    return OWN.get(architecture, loader).from_pretrained(folder, attn_implementation="eager", dtype=torch.float32).eval()
