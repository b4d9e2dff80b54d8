import torch

image = torch.zeros(3, 8, 8, dtype=torch.uint8)
image /= 255
