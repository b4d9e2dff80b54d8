import torch
from torchvision import transforms

image = torch.zeros(3, 32, 32)
transforms.Pad(4, padding_mode="symmetric")(image[None, None])
