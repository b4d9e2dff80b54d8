import torch
from torchvision.models import resnet18

model = resnet18()
low, high, middle = torch.chunk(model(torch.randn(2, 3, 64, 64)), 2)
