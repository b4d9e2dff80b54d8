# as written: RuntimeError: MPS backend out of memory (MPS allocated: 8.90 GB, other allocations: 98 MB, max allowed: 9.07 GB). Tried to allocate 256.00 MB on private pool.
import torch
import torchvision

torchvision.models.resnet18().to("mps")(torch.rand(4096, 3, 224, 224, device="mps"))
