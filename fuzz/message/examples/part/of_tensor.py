import torch
from torchvision.models import resnet18

model = resnet18()
model = model(torch.rand(2, 3, 64, 64))
model.parameters()
