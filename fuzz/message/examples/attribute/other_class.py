from torch import nn
from torchvision.models import resnet18


class Wrapped(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = resnet18()


model = Wrapped()
model.fc = nn.Linear(model.fc.in_features, 2)
