# needs: torch 2.12
import torch
from torchvision.transforms import v2

image = torch.zeros(3, 32, 32)
mode = v2.InterpolationMode.LANCZOS
v2.functional.resize(image, [16, 16], interpolation=mode, antialias=False)
