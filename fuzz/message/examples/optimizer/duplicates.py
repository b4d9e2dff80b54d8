import torch
from torchvision.models import resnet18

model = resnet18()
torch.optim.SGD([*model.parameters(), *model.fc.parameters()], lr=0.01)
