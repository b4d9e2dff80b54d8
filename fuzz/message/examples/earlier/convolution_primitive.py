# as written: RuntimeError: could not create a descriptor for a dilated convolution forward propagation primitive
import torch

torch.nn.Conv2d(3, 8, kernel_size=0)(torch.randn(1, 3, 8, 8))
