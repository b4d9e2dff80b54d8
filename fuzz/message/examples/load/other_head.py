from torch import nn
from torchvision.models import resnet18

model = resnet18()
model.fc = nn.Sequential(nn.Dropout(0.5), nn.Linear(512, 1000))
model.load_state_dict(resnet18().state_dict())
