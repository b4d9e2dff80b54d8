import torch
from torchvision.models import resnet18

model = resnet18()
features = model.maxpool(model.conv1(torch.rand(1, 3, 64, 64)))
model(features)
