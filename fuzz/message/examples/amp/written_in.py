import torch

features = torch.zeros(4, 3)
features[torch.tensor([0, 1])] = torch.rand(2, 3).half()
