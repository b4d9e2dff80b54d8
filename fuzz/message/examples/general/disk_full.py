# as written: OSError: [Errno 28] No space left on device, at torch.save(model.state_dict(), path)
import torch
from torchvision.models import resnet50

model = resnet50()
torch.save(model.state_dict(), "/full/model.pth")
