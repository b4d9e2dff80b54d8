import torch
from torchvision.models import resnet18

torch.optim.lr_scheduler.StepLR(resnet18(), step_size=30)
