import torch
from torch import nn
from torch.ao import quantization

model = nn.Sequential(nn.Conv2d(3, 4, 3)).eval()
model.qconfig = quantization.get_default_qconfig(torch.backends.quantized.engine)
prepared = quantization.prepare(model)
prepared(torch.rand(1, 3, 8, 8))
quantization.convert(prepared)(torch.rand(1, 3, 8, 8))
