import torch
from torchvision import transforms

image = torch.zeros(3, 32, 32)
transforms.functional.perspective(image, [[0, 0]], [[1, 1]])
