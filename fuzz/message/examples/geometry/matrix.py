import torch
from torchvision.transforms import _functional_tensor

_functional_tensor.affine(torch.zeros(3, 32, 32), matrix=[1.0, 0.0])
