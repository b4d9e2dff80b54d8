import torch
from torchvision import transforms

image = torch.zeros(3, 32, 32)
transforms.functional.adjust_brightness(image, -1.0)
