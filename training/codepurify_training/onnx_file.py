"""A PyTorch module as an ONNX file: every axis named and dynamic, large weights kept in half precision if asked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch.export import Dim

OPSET = 18
LARGE = 1024  # values; what is smaller is not worth a Cast

Axes = dict[str, tuple[str, ...]]  # of each input, by its name; a number is an axis of that fixed size


def round_to_half(model: torch.nn.Module) -> None:
    """Rounds every matrix to what half precision can hold; all sums stay in single precision.
    Raises SystemExit where a weight is too large for it.
    """
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() > 1:
                rounded = weight.half().float()
                if not torch.isfinite(rounded).all():
                    raise SystemExit(f"{name} holds values beyond half precision; export without --fp16")
                weight.copy_(rounded)


def graph_of(module: torch.nn.Module, example: tuple[torch.Tensor, ...], axes: Axes, output: str) -> onnx.ModelProto:
    """`module` must take its inputs as `*inputs`. No size of `example` may be 1, or the axis is taken as fixed."""
    dims = {name: Dim(name) for shape in axes.values() for name in shape if not name.isdigit()}
    shapes = tuple({at: dims.get(name, Dim.STATIC) for at, name in enumerate(shape)} for shape in axes.values())
    program = torch.onnx.export(
        module.eval(), example, input_names=list(axes), output_names=[output],
        dynamic_shapes={"inputs": shapes}, opset_version=OPSET, dynamo=True, verbose=False,
    )  # fmt: skip
    return program.model_proto


def without_traces(model: onnx.ModelProto) -> onnx.ModelProto:
    """Takes out what the exporter noted for debugging: stack traces, with paths of this machine."""
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer):
        del part.metadata_props[:]
        part.doc_string = ""
    del graph.value_info[:]
    return model


def with_half_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Stores every large weight that half precision holds exactly as such, with a Cast after it.
    Runtimes fold the Cast when they load the file.
    """
    graph = model.graph
    casts = []
    for weight in graph.initializer:
        if weight.data_type != TensorProto.FLOAT:
            continue
        values = numpy_helper.to_array(weight)
        with numpy.errstate(over="ignore"):
            half = values.astype(numpy.float16)
        if values.size < LARGE or not numpy.array_equal(half.astype(numpy.float32), values):
            continue
        name = weight.name
        weight.CopyFrom(numpy_helper.from_array(half, f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], name=f"{name}.cast", to=TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(casts + nodes)
    return model


def write_onnx(model: onnx.ModelProto, path: Path, half: bool) -> None:
    model = without_traces(model)
    if half:
        model = with_half_weights(model)
    model.producer_name, model.producer_version = "codepurify-training", ""
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
