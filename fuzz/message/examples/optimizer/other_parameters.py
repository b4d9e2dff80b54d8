import torch
from torchvision.models import resnet18

model = resnet18()
saved = torch.optim.SGD(model.parameters(), lr=0.1).state_dict()
torch.optim.SGD(model.fc.parameters(), lr=0.1).load_state_dict(saved)
