# as written: RuntimeError: received 0 items of ancdata
import torch
from torch.utils.data import DataLoader

kept = list(DataLoader(torch.rand(4096, 8), num_workers=1))
