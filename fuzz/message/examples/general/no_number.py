import torch

labels = ["cat", "dog"]
target = torch.tensor([int(label) for label in labels])
