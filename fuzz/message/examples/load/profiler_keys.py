import torch
from torchvision.models import resnet18

model = resnet18()
state = model.state_dict()
for name, _ in model.named_modules():
    # what thop.profile() leaves behind
    state[f"{name}.total_ops".lstrip(".")] = torch.zeros(1)
    state[f"{name}.total_params".lstrip(".")] = torch.zeros(1)
model.load_state_dict(state)
