# as written: AttributeError: module 'torchvision' has no attribute 'ops'
import torch
import torchvision

torchvision.ops.nms(torch.zeros(1, 4), torch.zeros(1), 0.5)
