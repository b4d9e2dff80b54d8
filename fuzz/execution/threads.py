"""Threads: a worker has one core, so torch gets one thread."""

import torch


def one_thread() -> None:
    """Limit torch to one thread, which also makes sums deterministic."""
    torch.set_num_threads(1)
