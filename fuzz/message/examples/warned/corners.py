# as written: UserWarning: Default upsampling behavior when mode=bilinear is changed to align_corners=False since 0.4.0. Please specify align_corners=True if the old behavior is desired. See the documentation of nn.Upsample for details.
import torch
import torch.nn.functional as F

F.interpolate(torch.rand(1, 3, 8, 8), scale_factor=2, mode="bilinear")
