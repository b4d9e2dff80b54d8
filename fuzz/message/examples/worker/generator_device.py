# needs: cuda
import torch
from torch.utils.data import DataLoader

torch.set_default_device("cuda")
next(iter(DataLoader([1, 2], shuffle=True, generator=torch.Generator(device="cpu"))))
