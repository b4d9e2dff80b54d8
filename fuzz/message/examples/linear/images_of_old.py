# as written: RuntimeError: size mismatch at /opt/conda/THCTensorMathBlas.cu:243 of a ResNet, for images of 512*512
import torch
from torchvision.models import resnet50

model = resnet50()
model.avgpool = torch.nn.AvgPool2d(7, stride=1)
model(torch.randn(1, 3, 512, 512))
