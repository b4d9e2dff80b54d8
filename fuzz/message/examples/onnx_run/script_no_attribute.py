# as written: RuntimeError: module has no attribute 'downsample':
import torch
from torchvision.models import resnet18

torch.jit.script(resnet18())
