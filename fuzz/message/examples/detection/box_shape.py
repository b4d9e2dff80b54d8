import torch
from torchvision.models.detection import fasterrcnn_resnet50_fpn

model = fasterrcnn_resnet50_fpn(weights=None, weights_backbone=None, min_size=64, max_size=64)
target = {"boxes": torch.zeros(0), "labels": torch.zeros(0, dtype=torch.int64)}
model([torch.rand(3, 64, 64)], [target])
