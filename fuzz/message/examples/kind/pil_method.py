import torch
from torchvision.transforms import Compose, Lambda

Compose([Lambda(lambda image: image.convert("L"))])(torch.rand(3, 8, 8))
