# as written: RuntimeError: DataLoader worker (pid 1234) is killed by signal: Bus error. It is possible that dataloader's workers are out of shared memory. Please try to raise your shared memory limit.
import torch
from torch.utils.data import DataLoader

next(iter(DataLoader(torch.rand(512, 3, 224, 224), batch_size=512, num_workers=4)))
