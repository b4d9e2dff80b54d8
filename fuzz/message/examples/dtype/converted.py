# as written: RuntimeError: expected scalar type Double but found Float\n    output = model(images.double())
import torch
from torch import nn

model, images = nn.Conv2d(3, 4, 3), torch.rand(1, 3, 8, 8)
output = model(images.double())
