import torch
from torchvision import transforms

image = torch.zeros(3, 32, 32)
transforms.functional.rotate(image, 10.0, fill=[0.0, 0.0])
