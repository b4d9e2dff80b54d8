import torch

predicted, targets = torch.zeros(8), torch.zeros(8, 3)
predicted.eq(targets)
