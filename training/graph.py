"""The encoder as an ONNX graph."""

from __future__ import annotations

from io import BytesIO

import onnx
import torch
from torch import Tensor, nn

from training.model import HIDDEN


class ByteWords(nn.Module):
    """A word-vector table in 8 bits, one scale a word."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale[:, None])
        self.register_buffer("rows", torch.round(table / scale[:, None]).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


def traced(encoder: nn.Module) -> bytes:
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "shapes", "mask", "outputs")}
    out = BytesIO()
    torch.onnx.export(encoder, (ids, ids * 0, ids), out, input_names=["ids", "shapes", "mask"], output_names=["outputs"],
                      dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    return out.getvalue()


def with_hidden(graph: bytes) -> bytes:
    """The graph with the last layer, which the heads read, as a second output."""
    model = onnx.load_from_string(graph)
    heads = next(n for n in model.graph.node if n.op_type == "MatMul" and n.name == "/heads/MatMul")
    model.graph.node.append(onnx.helper.make_node("Identity", [heads.input[0]], ["hidden"]))
    model.graph.output.append(onnx.helper.make_tensor_value_info("hidden", onnx.TensorProto.FLOAT, ["batch", "pieces", HIDDEN]))
    return model.SerializeToString()
