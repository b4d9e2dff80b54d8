# as written: RuntimeError: An attempt has been made to start a new process before the current process has finished its bootstrapping phase.
import torch
from torch.utils.data import DataLoader

next(iter(DataLoader(torch.rand(8, 3), num_workers=1, multiprocessing_context="spawn")))
