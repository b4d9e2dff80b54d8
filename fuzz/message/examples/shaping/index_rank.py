import torch

scores, labels = torch.rand(4, 3), torch.tensor([0, 1, 2, 0])
scores.gather(1, labels)
