# as written:   File "/usr/lib/python2.7/site-packages/torchvision/models/resnet.py", line 151, in forward\n    x = self.fc(x)\n  File "/usr/lib/python2.7/site-packages/torch/nn/functional.py", line 835, in linear\n    return torch.addmm(bias, input, weight.t())\nRuntimeError: size mismatch at /pytorch/torch/lib/THC/generic/THCTensorMathBlas.cu:247
import torch
from torch import nn
from torchvision.models import resnet50

model = resnet50()
# as in old releases of torchvision
model.avgpool = nn.AvgPool2d(7, stride=1)
model(torch.zeros(1, 3, 256, 256))
