"""PyTorch, W6: every way to write a call is timed, and the fastest one is printed. Called as pytorch_mlp.py is.

python3 pytorch_conv.py THREADS [FILTER]
"""
import torch
from torch import nn

from pytorch_measure import THREADS, report

CHANNELS_LAST = {"memory_format": torch.channels_last}


def create():
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10)
    )


def ways(make):
    """A call for each layout of images, with oneDNN and without."""

    def way(layout, uses_onednn):
        def prepare():
            torch.backends.mkldnn.set_flags(uses_onednn)  # until the next way: switched in each call it would be timed as well
            return make(layout)

        return prepare

    return [way(layout, uses_onednn) for layout in ({}, CHANNELS_LAST) for uses_onednn in (True, False)]


def predict(rows):
    x = torch.rand(rows, 1, 28, 28)

    def modules(layout):
        net, images = create().to(**layout).eval(), x.contiguous(**layout)
        return lambda: net(images)

    def traced(layout):
        images = x.contiguous(**layout)
        with torch.inference_mode(False), torch.no_grad():
            prepared = torch.jit.freeze(torch.jit.trace(create().to(**layout).eval(), images))
            for _ in range(20):  # it is compiled in its first calls
                prepared(images)
        return lambda: prepared(images)

    with torch.inference_mode():
        report("W6", f"infer B{rows}", ways(modules) + ways(traced))


def train(rows):
    loss_of, labels = nn.CrossEntropyLoss(), torch.arange(rows) * 7 % 10

    def way(foreach):
        def make(layout):
            net, images = create().to(**layout), torch.rand(rows, 1, 28, 28).contiguous(**layout)
            update = torch.optim.Adam(net.parameters(), 1e-3, foreach=foreach)

            def step():
                update.zero_grad(set_to_none=True)
                loss = loss_of(net(images), labels)
                loss.backward()
                update.step()

            return step

        return make

    report("W6", f"train B{rows} Adam", ways(way(False)) + ways(way(True)))


if THREADS == 1:
    predict(1)
    predict(64)
train(64)
