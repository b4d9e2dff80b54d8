# as written: NotImplementedError: Could not run 'quantized::conv2d.new' with arguments from the 'CUDA' backend.
import torch
import torchvision

model = torchvision.models.quantization.resnet18(quantize=True)
model(torch.rand(1, 3, 64, 64).cuda())
