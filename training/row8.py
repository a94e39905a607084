"""Weights and activations in 8 bits: a scale for every output column of a weight, and one for every row (piece) of what it multiplies.

Usual dynamic quantisation has one scale for a whole batch, so that a report's numbers would hang on the reports it shares a call with.
Here each piece has its own: the same text gives the same numbers in any company, and a piece of large values coarsens no other.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, helper, numpy_helper

_MICROSOFT = "com.microsoft"  # the domain of ONNX Runtime's fused product
_MIDDLE = 128


def to_row8(model: ModelProto, keep: tuple[str, ...] = ()) -> ModelProto:
    """The model with each product by a constant matrix in 8 bits, but for nodes whose names hold one of ``keep``."""
    out = ModelProto()
    out.CopyFrom(model)
    constants = {t.name: numpy_helper.to_array(t) for t in out.graph.initializer}
    shared = _shared(out.graph.input[0].name)
    nodes: list[NodeProto] = list(shared)
    quantised: dict[str, str] = {}
    taken: set[str] = set()
    for node in out.graph.node:
        weight = constants.get(node.input[1]) if node.op_type == "MatMul" else None
        if weight is None or weight.ndim != 2 or any(k in node.name for k in keep):
            nodes.append(node)
            continue
        source = node.input[0]
        if source not in quantised:
            nodes += _rows(source, len(weight))
            quantised[source] = source
        out.graph.initializer.extend(_columns(node.input[1], weight))
        nodes += _product(node, source)
        taken.add(node.input[1])
    kept = [t for t in out.graph.initializer if t.name not in taken]
    del out.graph.node[:], out.graph.initializer[:]
    out.graph.node.extend(nodes)
    out.graph.initializer.extend([*kept, *_numbers()])
    if all(o.domain != _MICROSOFT for o in out.opset_import):
        out.opset_import.append(helper.make_opsetid(_MICROSOFT, 1))
    return out


def _numbers() -> list[onnx.TensorProto]:
    values = {"row8_one": np.float32(1), "row8_step": np.float32(127), "row8_least": np.float32(1e-9), "row8_middle": np.uint8(_MIDDLE)}
    rest = {"row8_any": np.array([-1], dtype=np.int64)}
    return [numpy_helper.from_array(np.asarray(v), name) for name, v in (values | rest).items()]


def _shared(ids: str) -> list[NodeProto]:
    return [
        helper.make_node("Shape", [ids], ["row8_places"]),
        helper.make_node("Concat", ["row8_places", "row8_any"], ["row8_shape"], axis=0),
    ]


def _rows(x: str, width: int) -> list[NodeProto]:
    """``x`` (batch, pieces, width) as bytes in rows, and each row's scale."""
    value = helper.make_tensor("value", onnx.TensorProto.UINT8, [1], [_MIDDLE])
    size = helper.make_tensor("value", onnx.TensorProto.INT64, [2], [-1, width])
    return [
        helper.make_node("Constant", [], [f"{x}_flat_shape"], value=size),
        helper.make_node("Reshape", [x, f"{x}_flat_shape"], [f"{x}_flat"]),
        helper.make_node("Abs", [f"{x}_flat"], [f"{x}_size"]),
        helper.make_node("ReduceMax", [f"{x}_size"], [f"{x}_most"], axes=[1], keepdims=0),
        helper.make_node("Max", [f"{x}_most", "row8_least"], [f"{x}_top"]),
        helper.make_node("Div", [f"{x}_top", "row8_step"], [f"{x}_scale"]),
        helper.make_node("Shape", [f"{x}_scale"], [f"{x}_count"]),
        helper.make_node("ConstantOfShape", [f"{x}_count"], [f"{x}_zero"], value=value),
        helper.make_node("QuantizeLinear", [f"{x}_flat", f"{x}_scale", f"{x}_zero"], [f"{x}_bytes"], axis=0),
        helper.make_node("Unsqueeze", [f"{x}_scale", "row8_any"], [f"{x}_by_row"]),
    ]


def _columns(name: str, weight: np.ndarray) -> list[onnx.TensorProto]:
    scale = np.maximum(np.abs(weight).max(0), 1e-9).astype(np.float32) / 127
    rows = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
    return [numpy_helper.from_array(rows, f"{name}_bytes"), numpy_helper.from_array(scale, f"{name}_scale")]


def _product(node: NodeProto, x: str) -> list[NodeProto]:
    weight, (result,) = node.input[1], node.output
    inputs = [f"{x}_bytes", f"{weight}_bytes", "row8_one", f"{weight}_scale", "row8_middle"]
    return [
        helper.make_node("MatMulIntegerToFloat", inputs, [f"{result}_by_column"], domain=_MICROSOFT, name=f"{node.name}_row8"),
        helper.make_node("Mul", [f"{result}_by_column", f"{x}_by_row"], [f"{result}_flat"]),
        helper.make_node("Reshape", [f"{result}_flat", "row8_shape"], [result]),
    ]
