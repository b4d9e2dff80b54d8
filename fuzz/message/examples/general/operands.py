import torch
from torchvision.models import resnet18

optimizer = torch.optim.SGD(resnet18().parameters(), lr="0.1")
