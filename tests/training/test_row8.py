"""8 bits by piece and column: close to the same product in fp32, and the same row whatever stands beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).parents[2]))
from training.row8 import to_row8


def test_products_are_close_and_rows_stand_alone() -> None:
    draw = np.random.default_rng(3)
    weight = draw.normal(size=(64, 48)).astype(np.float32)
    nodes = [helper.make_node("Gather", ["table", "ids"], ["x"]), helper.make_node("MatMul", ["x", "w"], ["y"], name="/up/MatMul")]
    table = draw.normal(size=(50, 64)).astype(np.float32) * draw.uniform(0.1, 20, size=(50, 1)).astype(np.float32)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "pieces"])
    out = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["batch", "pieces", 48])
    held = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(weight, "w")]
    model = helper.make_model(helper.make_graph(nodes, "g", [ids], [out], held), opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    session = onnxruntime.InferenceSession(to_row8(model).SerializeToString(), providers=["CPUExecutionProvider"])
    given = draw.integers(0, 50, size=(3, 7))
    (found,) = session.run(None, {"ids": given})
    wanted = table[given] @ weight
    error = np.linalg.norm(found - wanted, axis=2) / np.linalg.norm(wanted, axis=2)
    assert error.max() < 0.02  # in rows of small values as in rows of large ones
    (alone,) = session.run(None, {"ids": given[1:2, 2:3]})
    assert (alone[0, 0] == found[1, 2]).all()
    (kept,) = onnxruntime.InferenceSession(to_row8(model, ("up",)).SerializeToString()).run(None, {"ids": given})
    assert np.allclose(kept, wanted, rtol=1e-4, atol=1e-3)
