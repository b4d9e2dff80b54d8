# as written:   File "torch/utils/data/dataloader.py", line 187, in default_collate\nRuntimeError: invalid argument 0: Sizes of tensors must match except in dimension 0. Got 224 and 217 in dimension 3 at TH/generic/THTensorMoreMath.cpp:1307
import torch
from torch.utils.data import DataLoader

images = [torch.rand(3, 224, 224), torch.rand(3, 224, 217)]
next(iter(DataLoader(images, batch_size=2)))
