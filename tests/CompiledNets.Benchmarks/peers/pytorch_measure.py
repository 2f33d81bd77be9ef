"""What the programs with PyTorch share: their arguments, THREADS and FILTER, and how a call is timed and printed."""
import gc
import statistics
import sys
import time
import warnings

import torch

warnings.filterwarnings("ignore")
THREADS = int(sys.argv[1])
FILTER = sys.argv[2] if len(sys.argv) > 2 else ""
REPEATS = 11
torch.set_num_threads(THREADS)


def microseconds(call):
    """The median and the least of the repeats."""
    start, warm_up = time.perf_counter(), 0
    while time.perf_counter() - start < 0.15 or warm_up < 5:
        call()
        warm_up += 1
    many = max(3, int(warm_up * 0.04 / (time.perf_counter() - start)))
    times = []
    gc.disable()
    for _ in range(REPEATS):
        start = time.perf_counter()
        for _ in range(many):
            call()
        times.append((time.perf_counter() - start) / many * 1e6)
    gc.enable()
    return statistics.median(times), min(times)


def report(workload, operation, ways):
    """Prints the fastest of the ways, which are made when they are needed."""
    if not f"{workload} {operation}".startswith(FILTER):
        return
    median, least = min(microseconds(make()) for make in ways)
    print(f"{workload}\t{operation}\tPyTorch\t{THREADS}\t{median:.4f}\t{least:.4f}", flush=True)
