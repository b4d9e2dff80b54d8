import torch

image, label = torch.tensor(3)
