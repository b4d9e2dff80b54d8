import torch
from torchvision.models import resnet18

image = torch.rand(3, 64, 96)
resnet18()(image.permute(2, 0, 1).unsqueeze(0))
