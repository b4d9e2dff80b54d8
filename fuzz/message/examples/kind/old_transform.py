import torch

img = torch.rand(3, 8, 8)
w, h = img.size
