# as written: TypeError: 'NoneType' object is not callable
import torch
from torchvision.models import resnet18

model = resnet18()
model.fc = None
model(torch.rand(2, 3, 64, 64))
