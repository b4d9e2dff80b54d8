# as written: TypeError: can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.
import torch

torch.zeros(2, device="cuda").numpy()
