import torch
from torchvision.models.detection.transform import GeneralizedRCNNTransform

GeneralizedRCNNTransform(32, 64, [0.5] * 3, [0.2] * 3)([torch.zeros(1, 3, 32, 32)])
