import torch

paths = []
torch.randint(0, len(paths), (1,))
