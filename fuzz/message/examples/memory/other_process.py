# as written: torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 23.69 GiB of which 9.50 MiB is free. Process 4242 has 21.90 GiB memory in use. Including non-PyTorch memory, this process has 1.75 GiB memory in use. Of the allocated memory 1.30 GiB is allocated by PyTorch, and 90.00 MiB is reserved by PyTorch but unallocated.
import torch
import torchvision

torchvision.models.resnet18().cuda()(torch.rand(64, 3, 224, 224).cuda())
