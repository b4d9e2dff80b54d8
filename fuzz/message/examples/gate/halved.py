# as written: RuntimeError: The size of tensor a (8) must match the size of tensor b (16) at non-singleton dimension 3
import torch
from torchvision.models import resnet18

model = resnet18()
model.layer2[0].downsample = None
model(torch.rand(2, 3, 64, 64))
