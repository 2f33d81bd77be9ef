"""PyTorch: every way to write a call is timed, and the fastest one is printed.

python3 pytorch_mlp.py THREADS [FILTER]

Its environment decides much: OPENBLAS_NUM_THREADS and OMP_NUM_THREADS must be THREADS; compare.sh sets those and the ones that make it fastest.
"""
import torch
from torch import nn

from pytorch_measure import THREADS, report


def create(sizes, activation=nn.ReLU):
    torch.manual_seed(0)
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers[:-1])


def predict(workload, sizes, rows, activation=nn.ReLU):
    x = torch.rand(rows, sizes[0])
    net = create(sizes, activation).eval()

    def modules():
        return lambda: net(x)

    def traced(prepare):
        def make():
            with torch.inference_mode(False), torch.no_grad():
                prepared = prepare(torch.jit.trace(net, x))
                for _ in range(20):  # it is compiled in its first calls
                    prepared(x)
            return lambda: prepared(x)

        return make

    def by_hand():
        """Without modules: addmm and an activation in place for each layer."""
        linear = [(layer.weight.detach().t().contiguous(), layer.bias.detach()) for layer in net if isinstance(layer, nn.Linear)]
        activate = torch.relu_ if activation is nn.ReLU else torch.tanh_

        def call():
            y = x
            for weight, bias in linear[:-1]:
                y = activate(torch.addmm(bias, y, weight))
            return torch.addmm(linear[-1][1], y, linear[-1][0])

        return call

    with torch.inference_mode():
        ways = [modules, traced(torch.jit.freeze), traced(torch.jit.optimize_for_inference), by_hand]
        report(workload, f"infer B{rows}", ways)


def train(workload, sizes, rows, optimizer):
    x, labels = torch.rand(rows, sizes[0]), torch.arange(rows) * 7 % sizes[-1]
    loss_of = nn.CrossEntropyLoss()

    def way(foreach, scripted):
        def make():
            net = create(sizes)
            if optimizer == "Adam":
                update = torch.optim.Adam(net.parameters(), 1e-3, foreach=foreach)
            else:
                update = torch.optim.SGD(net.parameters(), 0.01, foreach=foreach)
            called = torch.jit.script(net) if scripted else net

            def step():
                update.zero_grad(set_to_none=True)
                loss = loss_of(called(x), labels)
                loss.backward()
                update.step()

            return step

        return make

    report(workload, f"train B{rows} {optimizer}", [way(foreach, scripted) for foreach in (False, True) for scripted in (False, True)])


W1, W2, W3, W4, W5 = [4, 16, 3], [16, 32, 32, 1], [784, 128, 10], [784, 512, 256, 10], [64, 64, 64, 64]
if THREADS == 1:
    predict("W1", W1, 1)
    predict("W2", W2, 1, nn.Tanh)
    predict("W3", W3, 1)
    predict("W3", W3, 64)
    predict("W4", W4, 256)
    predict("W5", W5, 32)
    train("W1", W1, 16, "SGD")
    train("W3", W3, 64, "SGD")
    train("W5", W5, 32, "SGD")
    train("W5", W5, 32, "Adam")
train("W1", W1, 16, "Adam")
train("W3", W3, 64, "Adam")
train("W4", W4, 256, "Adam")
