import torch

image = torch.zeros(3, 8, 8)
batch, channels, height, width = image.shape
