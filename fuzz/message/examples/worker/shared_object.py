# as written: RuntimeError: unable to open shared memory object </torch_1234_5678> in read-write mode
import torch
from torch.utils.data import DataLoader

next(iter(DataLoader(torch.rand(8, 3, 224, 224), batch_size=8, num_workers=8)))
