#!/usr/bin/python3
"""Learning rates of PyTorch's schedulers, as tables.json beside this file.

Needs Debian's python3-torch (1.13, CPU).  Usage: make_tables.py

A table has
  initial   the optimizer's learning rate before the scheduler
  values    what ReduceLROnPlateau was given after each epoch; the other schedulers have none
  rates     the learning rate at the start, and after each step of the scheduler
"""
import json
import pathlib
import warnings

import torch
from torch.optim import lr_scheduler as schedulers

warnings.simplefilter("ignore")  # SequentialLR uses what PyTorch itself calls deprecated


def table(initial, make, count=0, values=None):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=initial)
    scheduler = make(optimizer)
    rate = lambda: float(optimizer.param_groups[0]["lr"])
    rates = [rate()]
    for value in values or range(count - 1):
        optimizer.step()
        if values:
            scheduler.step(value)
        else:
            scheduler.step()
        rates.append(rate())
    return {"initial": initial, **({"values": values} if values else {}), "rates": rates}


def warm(length, make, **start):
    def sequence(optimizer):
        first = schedulers.LinearLR(optimizer, total_iters=length, **start)
        return schedulers.SequentialLR(optimizer, [first, make(optimizer)], milestones=[length])

    return sequence


def step(o):
    return schedulers.StepLR(o, step_size=3, gamma=0.5)


def multi_step(o):
    return schedulers.MultiStepLR(o, milestones=[2, 3, 7], gamma=0.3)


def exponential(o):
    return schedulers.ExponentialLR(o, gamma=0.93)


def cosine(o):
    return schedulers.CosineAnnealingLR(o, T_max=10)


def cosine_above(o):
    return schedulers.CosineAnnealingLR(o, T_max=7, eta_min=0.002)


def restarts(o):
    return schedulers.CosineAnnealingWarmRestarts(o, T_0=4)


def growing_restarts(o):
    return schedulers.CosineAnnealingWarmRestarts(o, T_0=3, T_mult=2, eta_min=0.001)


def one_cycle(total, **settings):
    return lambda o: schedulers.OneCycleLR(o, total_steps=total, cycle_momentum=False, **settings)


def plateau(**settings):
    return lambda o: schedulers.ReduceLROnPlateau(o, **settings)


LOSSES = [2.0, 1.5, 1.5, 1.49999, 1.4, 1.4, 1.45, 1.39999, 1.4, 1.2, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3]
ACCURACIES = [0.5, 0.6, 0.6, 0.605, 0.55, 0.62, 0.62, 0.62, 0.61, 0.6, 0.7, 0.7, 0.7, 0.7, 0.7]

TABLES = {
    "step": table(0.1, step, 14),
    "step, default gamma": table(0.3, lambda o: schedulers.StepLR(o, step_size=2), 9),
    "multi-step": table(0.1, multi_step, 12),
    "exponential": table(0.05, exponential, 40),
    "cosine": table(0.1, cosine, 35),  # down, up, down again
    "cosine with a minimum": table(0.01, cosine_above, 24),
    "restarts": table(0.1, restarts, 14),
    "growing restarts": table(0.1, growing_restarts, 30),
    "constant after a warm-up": table(0.1, lambda o: schedulers.LinearLR(o), 9),
    "cosine after a warm-up": table(0.1, warm(4, cosine, start_factor=0.1), 22),
    "step after a warm-up": table(0.1, warm(2, step), 12),
    "exponential after a warm-up": table(0.1, warm(3, exponential, start_factor=0.5), 12),
    "growing restarts after a warm-up": table(0.1, warm(5, growing_restarts), 30),
    "one cycle": table(0.7, one_cycle(20, max_lr=0.1), 20),
    "one cycle, peak between steps": table(0.7, one_cycle(17, max_lr=0.02, pct_start=0.4, div_factor=10, final_div_factor=100), 17),
    "one cycle, falling only": table(0.7, one_cycle(8, max_lr=1.0, pct_start=0.0), 8),
    "one cycle, rising only": table(0.7, one_cycle(8, max_lr=1.0, pct_start=1.0), 8),
    "one cycle, peak before the first step": table(0.7, one_cycle(3, max_lr=1.0, pct_start=0.2), 3),
    "one cycle of one step": table(0.7, one_cycle(1, max_lr=1.0), 1),
    "plateau": table(0.1, plateau(factor=0.5, patience=1), values=LOSSES),
    "plateau with a cooldown": table(0.1, plateau(factor=0.5, patience=1, cooldown=2), values=LOSSES),
    "plateau without patience": table(0.1, plateau(patience=0, min_lr=0.004), values=LOSSES),
    "plateau with a threshold": table(0.1, plateau(factor=0.7, patience=2, threshold=0.2), values=LOSSES),
    "plateau down to the smallest change": table(1e-6, plateau(patience=0), values=LOSSES),
    "plateau, default settings": table(0.1, plateau(), values=[1.0] * 24),
    "plateau of an accuracy": table(0.1, plateau(mode="max", factor=0.5, patience=1, threshold=0.01), values=ACCURACIES),
}

lines = [f"  {json.dumps(name)}: {json.dumps(content)}" for name, content in TABLES.items()]
pathlib.Path(__file__).with_name("tables.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
