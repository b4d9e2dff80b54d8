# as written:   File "torch/utils/data/_utils/collate.py", line 141, in default_collate\nRuntimeError: Trying to resize storage that is not resizable
import torch
from torch.utils.data import DataLoader

images = [torch.rand(3, 8, 8), torch.rand(3, 8, 7)]
next(iter(DataLoader(images, batch_size=2, num_workers=1)))
