import torch

(torch.rand(2, 10) > 0.5).argmax(dim=1)
