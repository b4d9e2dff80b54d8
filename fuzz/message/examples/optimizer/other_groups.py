import torch
from torchvision.models import resnet18

model = resnet18()
saved = torch.optim.SGD(
    [{"params": model.conv1.parameters()}, {"params": model.fc.parameters()}], lr=0.1
)
torch.optim.SGD(model.parameters(), lr=0.1).load_state_dict(saved.state_dict())
