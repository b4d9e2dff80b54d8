import io

import torch
from torchvision.models import resnet18

file = io.BytesIO()
torch.save(resnet18().state_dict(), file)
file.seek(0)
state = torch.load(file)
torch.load(state)
