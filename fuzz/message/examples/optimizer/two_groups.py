import torch
from torchvision.models import resnet18

model = resnet18()
groups = [{"params": model.parameters()}, {"params": model.fc.parameters(), "lr": 0.1}]
torch.optim.SGD(groups, lr=0.01)
