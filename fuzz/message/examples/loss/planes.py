import torch

preds, targets = torch.rand(2, 18, 8, 8), torch.rand(2, 4, 8, 8)
overlap = (targets * preds).sum((2, 3))
