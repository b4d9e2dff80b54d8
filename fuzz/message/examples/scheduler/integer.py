import torch
from torchvision.models import resnet18

optimizer = torch.optim.SGD(resnet18().parameters(), lr=0.1)
torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, epochs=10, steps_per_epoch=1000 / 32)
