import torch

sum([torch.tensor(0.5).item(), 0.25]).item()
