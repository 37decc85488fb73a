"""The PyTorch weights of an exported model of RoBERTa's kind, back from its ONNX file: new victims start from those of the
built-in infill model without pre-training again, and what needs a checkpoint of a built-in victim takes it from there.

    python -m codepurify_training.restore --model ../models/infill-code --out out/mlm
    python -m codepurify_training.restore --model ../models/defect-c-backdoored --out out/defect-c-backdoored

The weights are those of the export, rounded to half precision where it was. Ends with an error if PyTorch and
ONNX Runtime do not agree on the restored model.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from transformers import (
    PreTrainedModel, PreTrainedTokenizerFast, RobertaConfig, RobertaForMaskedLM, RobertaForSequenceClassification,
)  # fmt: skip

from .models import TwoTower, architecture_of

KINDS: dict[str, type[PreTrainedModel]] = {
    kind.__name__: kind for kind in (RobertaForMaskedLM, RobertaForSequenceClassification, TwoTower)
}  # fmt: skip
PREFIX = "model."
TIED = ("roberta.embeddings.word_embeddings.weight", "lm_head.decoder.weight", "lm_head.decoder.bias", "lm_head.bias")
TOLERANCE = 1e-3


def weights_of(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    """Tensors by the names that they have in PyTorch. A matrix that the exporter turned and renamed is known by the
    bias that is added to its product."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in values:
            values[node.output[0]] = values[node.input[0]].astype(numpy.float32)
    consumers = {name: node for node in graph.node for name in node.input}
    found = {name: value for name, value in values.items() if name.startswith(PREFIX) and value.dtype == numpy.float32}
    for node in graph.node:
        if node.op_type != "MatMul" or node.input[1] not in values:
            continue
        bias = next((name for name in consumers[node.output[0]].input if name.endswith(".bias")), None)
        if bias is not None:
            found[bias.removesuffix("bias") + "weight"] = values[node.input[1]].T
    return {name.removeprefix(PREFIX): torch.tensor(numpy.ascontiguousarray(value)) for name, value in found.items()}


def disagreement(model: PreTrainedModel, path: Path) -> float:
    """The largest difference between what both answer to a few random tokens."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    random = torch.Generator().manual_seed(0)
    inputs = {
        each.name: torch.ones(2, 40, dtype=torch.long)
        if "mask" in each.name
        else torch.randint(5, model.config.vocab_size, (2, 40), generator=random)
        for each in session.get_inputs()
    }
    wanted = session.run(None, {name: tensor.numpy() for name, tensor in inputs.items()})[0]
    with torch.inference_mode():
        return float(abs(model(**inputs).logits.numpy() - wanted).max())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    kind = KINDS.get(architecture_of(args.model))
    if kind is None:
        raise SystemExit(f"{args.model}: {architecture_of(args.model)} cannot be restored, only {', '.join(KINDS)}")
    config = RobertaConfig(**json.loads((args.model / "config.json").read_text(encoding="utf-8")))
    model = kind(config).eval()
    path = args.model / "model.onnx"
    missing, unexpected = model.load_state_dict(weights_of(onnx.load(path).graph), strict=False)
    tied = TIED if kind is RobertaForMaskedLM else ()
    if set(missing) - set(tied) or unexpected:
        raise SystemExit(f"{path}: not the weights of {kind.__name__}: lacks {missing}, has {unexpected}")
    model.tie_weights()
    worst = disagreement(model, path)
    if worst > TOLERANCE:
        raise SystemExit(f"{path}: the restored model differs from the file by {worst:.1e}, more than {TOLERANCE}")
    model.save_pretrained(args.out)
    PreTrainedTokenizerFast.from_pretrained(args.model).save_pretrained(args.out)
    print(f"{args.out}: restored, differs from {path} by at most {worst:.1e}")


if __name__ == "__main__":
    main()
