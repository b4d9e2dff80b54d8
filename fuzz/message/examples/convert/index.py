import torch

["cat", "dog"][torch.tensor([0, 1])]
