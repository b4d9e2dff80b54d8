# as written: RuntimeError: CUDA out of memory. Tried to allocate 98.00 MiB (GPU 0; 7.80 GiB total capacity; 6.29 GiB already allocated; 3.31 MiB free; 6.40 GiB reserved in total by PyTorch)
import torch
import torchvision

torchvision.models.resnet18().cuda()(torch.rand(4096, 3, 224, 224).cuda())
