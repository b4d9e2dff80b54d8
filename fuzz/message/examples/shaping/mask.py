import torch

scores, target = torch.rand(1, 21, 24, 32), torch.zeros(1, 40, 50)
n, _, h, w = scores.shape
target.view(n, h, w, 1)
