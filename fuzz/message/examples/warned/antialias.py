# as written: UserWarning: The default value of the antialias parameter of all the resizing transforms (Resize(), RandomResizedCrop(), etc.) will change from None to True in v0.17, in order to be consistent across the PIL and Tensor backends.
import torch
from torchvision.transforms import Resize

Resize(32)(torch.ones(3, 64, 64))
