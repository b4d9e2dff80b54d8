import torch
from torchvision import transforms

image = torch.zeros(3, 32, 32)
transforms.Grayscale()(image[0])
