import torch
from torchvision.models.detection import fasterrcnn_mobilenet_v3_large_320_fpn

network = fasterrcnn_mobilenet_v3_large_320_fpn(weights_backbone=None)
network([torch.zeros(3, 32, 32)], [{"boxes": [[0, 0, 8, 8]], "labels": [1]}])
