# as written: ValueError: parameter group didn't specify a value of required optimization parameter lr
import torch
from torchvision.models import resnet18

model = resnet18()
torch.optim.SGD([{"params": model.conv1.parameters()}, {"params": model.fc.parameters(), "lr": 0.1}])
