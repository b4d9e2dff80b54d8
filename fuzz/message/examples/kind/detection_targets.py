# as written: ValueError: In training mode, targets should be passed
import torch
from torchvision.models.detection import fasterrcnn_mobilenet_v3_large_320_fpn

fasterrcnn_mobilenet_v3_large_320_fpn(weights=None, weights_backbone=None)([torch.rand(3, 64, 64)])
