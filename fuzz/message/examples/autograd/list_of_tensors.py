import torch

features = [torch.randn(8) for _ in range(4)]
torch.tensor(features)
