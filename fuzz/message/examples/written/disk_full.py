# as written: RuntimeError: [enforce fail at inline_container.cc:424] . unexpected pos 5376 vs 5270
import torch
from torchvision.models import resnet50

torch.save(resnet50().state_dict(), "/full_disk/model.pth")
