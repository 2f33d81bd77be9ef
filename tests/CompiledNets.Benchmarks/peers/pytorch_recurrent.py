"""PyTorch, W7 and W8: a step of Gru(16) or Lstm(16) on one feature, then Dense(1); every way to write it is timed, and the fastest one is printed. Called as pytorch_mlp.py is.

python3 pytorch_recurrent.py 1 [FILTER]
"""
import torch
from torch import nn

from pytorch_measure import report

UNITS = 16


class Step(nn.Module):
    """One step from the state that the last one gave: h, of an Lstm h and c."""

    def __init__(self, cell):
        super().__init__()
        torch.manual_seed(0)
        self.cell, self.head = cell(1, UNITS), nn.Linear(UNITS, 1)


class GruStep(Step):
    def __init__(self):
        super().__init__(nn.GRUCell)

    def forward(self, x, h):
        h = self.cell(x, h)
        return self.head(h), h


class LstmStep(Step):
    def __init__(self):
        super().__init__(nn.LSTMCell)

    def forward(self, x, h, c):
        h, c = self.cell(x, (h, c))
        return self.head(h), h, c


def measure(workload, step, states):
    x = torch.full((1, 1), 0.5)

    def calls(net):
        state = [torch.zeros(1, UNITS) for _ in range(states)]

        def call():
            state[:] = net(x, *state)[1:]

        return call

    def modules():
        return calls(step)

    def traced():
        with torch.inference_mode(False), torch.no_grad():
            prepared = torch.jit.freeze(torch.jit.trace(step, (x, *(torch.zeros(1, UNITS) for _ in range(states)))))
            call = calls(prepared)
            for _ in range(20):  # it is compiled in its first calls
                call()
        return call

    def by_hand():
        """Without modules: one call for the cell and one for the head."""
        cell, weight, bias = step.cell, step.head.weight.detach().t().contiguous(), step.head.bias.detach()
        weights = [parameter.detach() for parameter in (cell.weight_ih, cell.weight_hh, cell.bias_ih, cell.bias_hh)]
        state = [torch.zeros(1, UNITS) for _ in range(states)]

        def gru():
            state[0] = torch._VF.gru_cell(x, state[0], *weights)
            torch.addmm(bias, state[0], weight)

        def lstm():
            state[:] = torch._VF.lstm_cell(x, state, *weights)
            torch.addmm(bias, state[0], weight)

        return gru if states == 1 else lstm

    with torch.inference_mode():
        report(workload, "step", [modules, traced, by_hand])


measure("W7", GruStep().eval(), 1)
measure("W8", LstmStep().eval(), 2)
