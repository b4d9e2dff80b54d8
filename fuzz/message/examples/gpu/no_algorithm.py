# as written: RuntimeError: Unable to find a valid cuDNN algorithm to run convolution
import torch
from torchvision.models import resnet50

resnet50().cuda()(torch.zeros(4096, 3, 224, 224, device="cuda"))
