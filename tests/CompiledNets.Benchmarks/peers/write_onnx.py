"""Writes the nets of the workloads as ONNX models with a fixed number of rows, for onnxruntime_mlp.js.

python3 write_onnx.py DIRECTORY
"""
import pathlib
import sys

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

MODELS = {
    "w1_b1": ([4, 16, 3], 1, "Relu"),
    "w2_b1": ([16, 32, 32, 1], 1, "Tanh"),
    "w3_b1": ([784, 128, 10], 1, "Relu"),
    "w3_b64": ([784, 128, 10], 64, "Relu"),
    "w4_b256": ([784, 512, 256, 10], 256, "Relu"),
    "w5_b32": ([64, 64, 64, 64], 32, "Relu"),
}


def create(sizes, rows, activation):
    random = numpy.random.default_rng(0)
    nodes, parameters, layers = [], [], len(sizes) - 1
    for layer, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        bound = inputs**-0.5
        for name, shape in (("weight", (inputs, outputs)), ("bias", (outputs,))):
            values = random.uniform(-bound, bound, shape).astype(numpy.float32)
            parameters.append(numpy_helper.from_array(values, f"{name}{layer}"))
        is_last = layer == layers - 1
        sums = "y" if is_last else f"sums{layer}"
        x = "x" if layer == 0 else f"activations{layer - 1}"
        nodes.append(helper.make_node("Gemm", [x, f"weight{layer}", f"bias{layer}"], [sums]))
        if not is_last:
            nodes.append(helper.make_node(activation, [sums], [f"activations{layer}"]))
    graph = helper.make_graph(
        nodes,
        "mlp",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [rows, sizes[0]])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [rows, sizes[-1]])],
        parameters,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)


directory = pathlib.Path(sys.argv[1])
directory.mkdir(parents=True, exist_ok=True)
for name, (sizes, rows, activation) in MODELS.items():
    model = create(sizes, rows, activation)
    checker.check_model(model)
    save(model, str(directory / f"{name}.onnx"))
