# as written: AttributeError: 'ResNetEncoder' object has no attribute 'output_stride'
import torch

model = torch.load("unet.pth", weights_only=False)  # saved whole, with another release of the library
model.eval()(torch.randn(1, 3, 64, 64))
