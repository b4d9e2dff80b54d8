import torch
from torchvision.models import resnet18

model = resnet18()
state = {"conv1.weight": torch.zeros(64, 3, 7, 7), "layer1.0.conv1.weight": torch.zeros(64, 64, 3, 3)}
model.load_state_dict({key.partition(".")[2]: value for key, value in state.items()})
