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


def recurrent_step(kind, gates, states):
    """W7 and W8: a step of Gru(16) or Lstm(16) on one feature, then Dense(1), from the state h, of an Lstm h and c."""
    random, units = numpy.random.default_rng(0), 16
    shapes = {"W": (1, gates * units, 1), "R": (1, gates * units, units), "B": (1, 2 * gates * units)}
    parameters = [numpy_helper.from_array(random.uniform(-0.25, 0.25, shape).astype(numpy.float32), name) for name, shape in shapes.items()]
    parameters += tensors(random, "", (units, 1), units)
    settings = {"linear_before_reset": 1} if kind == "GRU" else {}
    nodes = [
        helper.make_node(kind, ["x", "W", "R", "B", "", *states], ["", *(f"{state}_next" for state in states)], hidden_size=units, **settings),
        helper.make_node("Reshape", ["h_next", "row"], ["features"]),
        helper.make_node("Gemm", ["features", "weight", "bias"], ["y"]),
    ]
    parameters.append(numpy_helper.from_array(numpy.array([1, units], dtype=numpy.int64), "row"))

    def value(name, shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    graph = helper.make_graph(
        nodes, kind, [value(name, [1, 1, 1 if name == "x" else units]) for name in ("x", *states)],
        [value("y", [1, 1]), *(value(f"{state}_next", [1, 1, units]) for state in states)], parameters)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)


directory = pathlib.Path(sys.argv[1])
directory.mkdir(parents=True, exist_ok=True)
models = {name: dense_net(*net) for name, net in DENSE_NETS.items()}
models["w6_b1"] = lenet(1)
models["w7_step"] = recurrent_step("GRU", 3, ["h"])
models["w8_step"] = recurrent_step("LSTM", 4, ["h", "c"])
for name, net in models.items():
    checker.check_model(net)
    save(net, str(directory / f"{name}.onnx"))
