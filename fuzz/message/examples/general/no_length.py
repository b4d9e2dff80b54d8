import torch
from torchvision.models import resnet18

model = resnet18()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1 / len(model.parameters()))
