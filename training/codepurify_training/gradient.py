"""Adds `gradient.onnx` to a folder that `export` wrote: by it an audit asks which token in a name's place would move the
victim's answer the most, without Python. `export` calls it for every model that judges; alone it adds the file to a
folder that was exported before.

    python -m codepurify_training.gradient --model FOLDER --out DIR

Of one function, without padding, or of two:
    input_ids (1, length), slots (slots, length), [input_ids_pair, slots_pair,] target (labels)
        → logits (1, labels), gradient (slots, vocabulary), features (1, width)
A slot is a token that stands in one or more places, with a one in each. `gradient` is that of the loss
−Σ target · log softmax(logits) on the one-hot vector of each slot's token. `features` are what the head judges by.
The weights are not stored again: they are read out of model.onnx, from the bytes where they stand there.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch.export import Dim
from torch.fx.experimental.proxy_tensor import make_fx
from torch.overrides import TorchFunctionMode
from transformers import PreTrainedModel, RobertaForSequenceClassification

from .load import load
from .models import TwoTower
from .onnx_file import LARGE, OPSET, round_to_half, sha256, without_traces

FILE = "gradient.onnx"
TOLERANCE = 1e-4  # largest difference, as a share of the largest value if that is above 1
SINGLE = ("input_ids", "slots")
PAIR = (*SINGLE, "input_ids_pair", "slots_pair")
ANSWERS = ("logits", "gradient", "features")


def has_gradient(model: PreTrainedModel) -> bool:
    return isinstance(model, RobertaForSequenceClassification | TwoTower)


class Gradient(torch.nn.Module):
    def __init__(self, model: PreTrainedModel):
        super().__init__()
        self.model = model.requires_grad_(False).eval()

    def states(self, ids: torch.Tensor, change: torch.Tensor) -> torch.Tensor:
        """The encoder's last states, with `change` added to the embeddings of the tokens."""
        hook = self.model.get_input_embeddings().register_forward_hook(lambda _module, _inputs, out: out + change)
        try:
            return self.model.roberta(input_ids=ids).last_hidden_state
        finally:
            hook.remove()

    def judged(self, inputs: tuple[torch.Tensor, ...], change: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        sides = [self.states(ids, slots.T @ change) for ids, slots in zip(inputs[::2], inputs[1::2], strict=True)]
        if isinstance(self.model, TwoTower):
            first, second = (states.mean(1) for states in sides)
            return self.model.classifier(first, second), torch.cat([first, second], dim=-1)
        return self.model.classifier(sides[0]), sides[0][:, 0]

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        *texts, target = inputs

        def loss(change: torch.Tensor) -> tuple[torch.Tensor, tuple[torch.Tensor, torch.Tensor]]:
            logits, features = self.judged(tuple(texts), change)
            return -(target * logits.log_softmax(-1)[0]).sum(), (logits, features)

        embeddings = self.model.get_input_embeddings().weight
        none = texts[1][:, :1] * torch.zeros(1, embeddings.shape[1])
        gradient, (logits, features) = torch.func.grad(loss, has_aux=True)(none)
        return logits, gradient @ embeddings.T, features


class SpeltOut(TorchFunctionMode):
    """Linear layers as product and sum: the layer as such takes the length that is traced for the only one."""

    def __torch_function__(self, func, _types, args=(), kwargs=None):  # noqa: ANN001, ANN204
        if func is not torch.nn.functional.linear:
            return func(*args, **(kwargs or {}))
        states, weight, bias = args
        return torch.matmul(states, weight.t()) + bias


class Traced(torch.nn.Module):
    def __init__(self, steps: torch.nn.Module):
        super().__init__()
        self.steps = steps

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self.steps(*inputs)


def example(model: PreTrainedModel, lengths: tuple[int, int], slots: int, seed: int) -> tuple[torch.Tensor, ...]:
    """Random ids, and slots of which the first stands in two places."""
    random = torch.Generator().manual_seed(seed)
    vocabulary = model.get_input_embeddings().num_embeddings
    inputs: list[torch.Tensor] = []
    for length in lengths if isinstance(model, TwoTower) else lengths[:1]:
        places = torch.zeros(slots, length)
        places[torch.arange(slots), torch.randint(0, length, (slots,), generator=random)] = 1
        places[0, length - 1] = 1
        inputs += [torch.randint(5, vocabulary, (1, length), generator=random), places]
    target = torch.zeros(model.config.num_labels)
    target[seed % len(target)] = 1
    return (*inputs, target)


def gradient_graph(model: PreTrainedModel) -> onnx.ModelProto:
    module = Gradient(model)
    inputs = example(model, (17, 13), 3, 0)
    with SpeltOut():
        traced = make_fx(lambda *some: module(*some), tracing_mode="symbolic", _allow_non_fake_inputs=True)(*inputs)
    names = PAIR if len(inputs) > 3 else SINGLE
    lengths, slots = (Dim("sequence_length"), Dim("pair_sequence_length")), Dim("slots")
    shapes = [{0: slots, 1: lengths[at // 2]} if at % 2 else {1: lengths[at // 2]} for at in range(len(names))]
    program = torch.onnx.export(
        Traced(traced), inputs, input_names=[*names, "target"], output_names=list(ANSWERS),
        dynamic_shapes={"inputs": (*shapes, {})}, opset_version=OPSET, dynamo=True, verbose=False,
    )  # fmt: skip
    return without_traces(program.model_proto)


def places_of(values: numpy.ndarray, data: bytes) -> tuple[numpy.dtype, bool, int] | None:
    """Where in `data` the values stand, and how: in single or half precision, transposed or not."""
    for turned in (False, True) if values.ndim == 2 else (False,):
        arranged = numpy.ascontiguousarray(values.T if turned else values)
        for kind in (numpy.float16, numpy.float32):
            with numpy.errstate(over="ignore"):
                stored = arranged.astype(kind)
            offset = data.find(stored.tobytes()) if numpy.array_equal(stored.astype(numpy.float32), arranged) else -1
            if offset >= 0:
                return stored.dtype, turned, offset
    return None


def borrow_weights(graph: onnx.GraphProto, file: Path, head: list[numpy.ndarray]) -> None:
    """Has large weights, and all of the head (which unlearning changes), read from the bytes of another file where they
    stand there. Raises SystemExit where one does not.
    """
    data = file.read_bytes()
    weights, nodes = list(graph.initializer), []
    del graph.initializer[:]
    for weight in weights:
        values = numpy_helper.to_array(weight)
        shared = values.size >= LARGE or any(numpy.array_equal(values, each) for part in head for each in (part, part.T))
        if weight.data_type != TensorProto.FLOAT or not shared:
            graph.initializer.append(weight)
            continue
        place = places_of(values, data)
        if place is None:
            raise SystemExit(f"{file} does not hold the weights of this model; was it exported from another, or rounded?")
        kind, turned, offset = place
        name, half = weight.name, kind == numpy.float16
        steps = [("Cast", {"to": TensorProto.FLOAT})] * half + [("Transpose", {"perm": [1, 0]})] * turned
        names = [f"{name}.{step}" for step in range(len(steps))] + [name]
        for at, (operator, settings) in enumerate(steps):
            nodes.append(helper.make_node(operator, [names[at]], [names[at + 1]], name=f"{names[at]}.node", **settings))
        shape = values.T.shape if turned else values.shape
        stored = TensorProto(
            name=names[0], data_type=TensorProto.FLOAT16 if half else TensorProto.FLOAT, dims=shape,
            data_location=TensorProto.EXTERNAL,
        )  # fmt: skip
        for key, value in {"location": file.name, "offset": offset, "length": values.size * kind.itemsize}.items():
            stored.external_data.add(key=key, value=str(value))
        graph.initializer.append(stored)
    nodes += graph.node
    del graph.node[:]
    graph.node.extend(nodes)


def disagreement(model: PreTrainedModel, path: Path, window: int) -> float:
    """The largest difference between PyTorch and ONNX Runtime over several shapes, measured as TOLERANCE is."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_inputs()]
    module, worst = Gradient(model), 0.0
    for seed, (length, other, slots) in enumerate([(2, 3, 1), (window, 5, 2), (9, window, 7), (window // 2, 20, 3)]):
        inputs = example(model, (length, other), slots, seed)
        answers = session.run(None, dict(zip(names, (tensor.numpy() for tensor in inputs), strict=True)))
        for wanted, got in zip(module(*inputs), answers, strict=True):
            largest = max(1.0, float(wanted.abs().max()))
            worst = max(worst, float(numpy.nan_to_num(abs(got - wanted.numpy()), nan=numpy.inf).max()) / largest)
    return worst


def write_gradient(model: PreTrainedModel, folder: Path, window: int) -> Path:
    """`model` must hold the very weights of the folder's model.onnx. Raises SystemExit if ONNX Runtime and PyTorch do
    not agree.
    """
    path = folder / FILE
    proto = gradient_graph(model)
    head = [weight.detach().numpy() for weight in model.classifier.parameters()]
    borrow_weights(proto.graph, folder / "model.onnx", head)
    proto.producer_name, proto.producer_version = "codepurify-training", ""
    onnx.save(proto, path)
    onnx.checker.check_model(path)
    worst = disagreement(model, path, window)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB, differs from PyTorch by at most {worst:.1e}")
    if worst > TOLERANCE:
        raise SystemExit(f"{path}: ONNX Runtime and PyTorch differ by {worst:.1e}, more than {TOLERANCE}")
    return path


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--model", type=Path, required=True, help="the folder of PyTorch weights that was exported")
    options.add_argument("--out", type=Path, required=True, help="the model folder")
    args = options.parse_args()
    path = args.out / "codepurify.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    model = load(args.model, card["task"])
    if not has_gradient(model):
        raise SystemExit(f"{args.model}: there is no gradient graph for {type(model).__name__}")
    stored = onnx.load(args.out / "model.onnx", load_external_data=False).graph.initializer
    if any(weight.data_type == TensorProto.FLOAT16 for weight in stored):
        round_to_half(model)
    written = write_gradient(model, args.out, card["maxLength"])
    card["files"] = dict(sorted((card["files"] | {FILE: sha256(written)}).items()))
    text = json.dumps(card, indent=2, ensure_ascii=False)
    # As `codepurify calibrate` writes it: lists of numbers take one line.
    numbers = re.sub(r"\[\n[\s\d.,eE+-]+\]", lambda found: "[" + " ".join(found[0][1:-1].split()) + "]", text)
    path.write_text(numbers + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
