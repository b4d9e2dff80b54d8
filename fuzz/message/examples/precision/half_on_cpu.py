# as written: RuntimeError: "slow_conv2d_cpu" not implemented for 'Half'
import torch
import torchvision

torchvision.models.resnet18().half()(torch.rand(2, 3, 64, 64).half())
