import torch
from torchvision import transforms

image = torch.zeros(3, 32, 32)
transforms.LinearTransformation(torch.zeros(8, 4), torch.zeros(8))
