# as written: c10::Error: Expected Tensor but got Tuple (toTensor at libtorch/include/ATen/core/ivalue_inl.h:86)
import torch
from torch import nn


class Network(nn.Module):
    def forward(self, x: torch.Tensor):
        return x, x


torch.jit.script(Network()).save("network.pt")  # C++: module.forward(inputs).toTensor()
