# as written:   File "torch/utils/data/dataloader.py", line 187, in default_collate\nRuntimeError: invalid argument 0: Sizes of tensors must match except in dimension 0. Got 3 and 1 in dimension 1 at TH/generic/THTensorMoreMath.cpp:1307
import torch
from torch.utils.data import DataLoader

images = [torch.rand(3, 8, 8), torch.rand(1, 8, 8)]
next(iter(DataLoader(images, batch_size=2)))
