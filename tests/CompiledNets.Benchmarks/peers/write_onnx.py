"""Writes the nets of the workloads as ONNX models with a fixed number of rows, for onnxruntime.js.

python3 write_onnx.py DIRECTORY
"""
import pathlib
import sys

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

DENSE_NETS = {
    "w1_b1": ([4, 16, 3], 1, "Relu"),
    "w2_b1": ([16, 32, 32, 1], 1, "Tanh"),
    "w3_b1": ([784, 128, 10], 1, "Relu"),
    "w3_b64": ([784, 128, 10], 64, "Relu"),
    "w4_b256": ([784, 512, 256, 10], 256, "Relu"),
    "w5_b32": ([64, 64, 64, 64], 32, "Relu"),
}


def tensors(random, layer, weight_shape, fan_in):
    """A layer's weight and bias, drawn as PyTorch does."""
    bound, units = fan_in**-0.5, weight_shape[0] if len(weight_shape) > 2 else weight_shape[-1]
    return [
        numpy_helper.from_array(random.uniform(-bound, bound, shape).astype(numpy.float32), f"{name}{layer}")
        for name, shape in (("weight", weight_shape), ("bias", (units,)))
    ]


def model(name, nodes, parameters, input_shape, output_shape):
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, input_shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, output_shape)],
        parameters,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)


def dense_net(sizes, rows, activation):
    random = numpy.random.default_rng(0)
    nodes, parameters, layers = [], [], len(sizes) - 1
    for layer, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        parameters += tensors(random, layer, (inputs, outputs), inputs)
        is_last = layer == layers - 1
        sums = "y" if is_last else f"sums{layer}"
        x = "x" if layer == 0 else f"activations{layer - 1}"
        nodes.append(helper.make_node("Gemm", [x, f"weight{layer}", f"bias{layer}"], [sums]))
        if not is_last:
            nodes.append(helper.make_node(activation, [sums], [f"activations{layer}"]))
    return model("mlp", nodes, parameters, [rows, sizes[0]], [rows, sizes[-1]])


def lenet(rows):
    """W6: two convolutions of 5 × 5 with Relu, each with a pool of 2 × 2 behind it, and a dense layer."""
    random = numpy.random.default_rng(0)
    nodes, parameters, x = [], [], "x"
    for layer, (channels, filters) in enumerate([(1, 8), (8, 16)]):
        parameters += tensors(random, layer, (filters, channels, 5, 5), channels * 25)
        nodes.append(helper.make_node("Conv", [x, f"weight{layer}", f"bias{layer}"], [f"sums{layer}"], kernel_shape=[5, 5]))
        nodes.append(helper.make_node("Relu", [f"sums{layer}"], [f"activations{layer}"]))
        x = f"pooled{layer}"
        nodes.append(helper.make_node("MaxPool", [f"activations{layer}"], [x], kernel_shape=[2, 2], strides=[2, 2]))
    parameters += tensors(random, 2, (256, 10), 256)
    nodes.append(helper.make_node("Flatten", [x], ["features"]))
    nodes.append(helper.make_node("Gemm", ["features", "weight2", "bias2"], ["y"]))
    return model("lenet", nodes, parameters, [rows, 1, 28, 28], [rows, 10])


directory = pathlib.Path(sys.argv[1])
directory.mkdir(parents=True, exist_ok=True)
models = {name: dense_net(*net) for name, net in DENSE_NETS.items()}
models["w6_b1"] = lenet(1)
for name, net in models.items():
    checker.check_model(net)
    save(net, str(directory / f"{name}.onnx"))
