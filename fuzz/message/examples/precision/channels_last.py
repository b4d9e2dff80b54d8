import torch

torch.rand(3, 8, 8).to(memory_format=torch.channels_last)
