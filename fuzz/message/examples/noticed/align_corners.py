# as written: UserWarning: Default upsampling behavior when mode=bilinear is changed to align_corners=False since 0.4.0. Please specify align_corners=True if the old behavior is desired.
import torch
from torch import nn

nn.Upsample(scale_factor=2, mode="bilinear")(torch.ones(1, 3, 8, 8))
