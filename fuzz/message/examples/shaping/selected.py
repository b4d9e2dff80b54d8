import torch

labels = torch.tensor([0, 0, 0, 1, 1, 2])
distances = torch.rand(6, 6)
# 3 x 3 + 2 x 2 + 1 pairs of one label
same = labels[:, None] == labels[None]
distances[same].view(6, -1)
