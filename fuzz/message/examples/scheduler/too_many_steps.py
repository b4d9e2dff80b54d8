import torch
from torchvision.models import resnet18

optimizer = torch.optim.SGD(resnet18().parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=3)
for _ in range(5):
    optimizer.step()
    scheduler.step()
