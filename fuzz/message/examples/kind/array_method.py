import torch

torch.rand(3, 8, 8).astype("float32")
