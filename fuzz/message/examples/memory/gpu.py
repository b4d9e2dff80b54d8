# as written: RuntimeError: cuda runtime error (2) : out of memory at /pytorch/aten/src/THC/generic/THCStorage.cu:58
import torch
import torchvision

torchvision.models.resnet18().cuda()(torch.rand(4096, 3, 224, 224).cuda())
