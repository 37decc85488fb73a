"""The PyTorch weights of the built-in infill model, back from its ONNX file: new victims start there without
pre-training again.

    python -m codepurify_training.restore --model ../models/infill-code --out out/mlm

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
from transformers import PreTrainedTokenizerFast, RobertaConfig, RobertaForMaskedLM

PREFIX = "model."
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    config = RobertaConfig(**json.loads((args.model / "config.json").read_text(encoding="utf-8")))
    model = RobertaForMaskedLM(config).eval()
    path = args.model / "model.onnx"
    missing, unexpected = model.load_state_dict(weights_of(onnx.load(path).graph), strict=False)
    tied = {"roberta.embeddings.word_embeddings.weight", "lm_head.decoder.weight", "lm_head.decoder.bias", "lm_head.bias"}
    if set(missing) - tied or unexpected:
        raise SystemExit(f"{path}: not the weights of {config.architectures}: lacks {missing}, has {unexpected}")
    model.tie_weights()
    ids = torch.randint(5, config.vocab_size, (2, 40), generator=torch.Generator().manual_seed(0))
    inputs = {"input_ids": ids.numpy(), "attention_mask": numpy.ones_like(ids.numpy())}
    wanted = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, inputs)[0]
    with torch.inference_mode():
        worst = float(abs(model(ids).logits.numpy() - wanted).max())
    if worst > TOLERANCE:
        raise SystemExit(f"{path}: the restored model differs from the file by {worst:.1e}, more than {TOLERANCE}")
    model.save_pretrained(args.out)
    PreTrainedTokenizerFast.from_pretrained(args.model).save_pretrained(args.out)
    print(f"{args.out}: restored, differs from {path} by at most {worst:.1e}")


if __name__ == "__main__":
    main()
