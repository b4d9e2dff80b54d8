import torch
from torchvision.models.detection import fasterrcnn_resnet50_fpn

model = fasterrcnn_resnet50_fpn(weights=None, weights_backbone=None, min_size=64, max_size=64)
target = {"boxes": torch.tensor([[5.0, 9.0, 20.0, 9.0]]), "labels": torch.tensor([1])}
model([torch.rand(3, 64, 64)], [target])
