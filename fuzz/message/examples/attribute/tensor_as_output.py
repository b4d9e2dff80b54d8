import torch
from torchvision.models import resnet18

output = resnet18()(torch.rand(2, 3, 64, 64))
output.logits.argmax(1)
