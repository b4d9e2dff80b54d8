import torch
from torchvision.models import resnet18

model = resnet18()
features = torch.nn.Sequential(*model)
