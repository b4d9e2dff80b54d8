import torch

features = torch.rand(1, 512)
features.register_forward_hook(print)
