import torch
from torchvision.models import resnet18

optimizer = torch.optim.Adagrad(resnet18().parameters(), lr=0.1)
torch.optim.lr_scheduler.CyclicLR(optimizer, base_lr=0.01, max_lr=0.1)
