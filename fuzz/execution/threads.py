"""Threads: a worker has one core, so torch gets one thread."""

import torch


def one_thread() -> None:
    """Keep torch to one thread, which also makes its sums come out the same each time."""
    torch.set_num_threads(1)
