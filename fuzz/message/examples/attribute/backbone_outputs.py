import torch
from torchvision.models import inception_v3
from torchvision.models.detection import FasterRCNN
from torchvision.models.detection.rpn import AnchorGenerator

backbone = inception_v3(weights=None, init_weights=False)
backbone.out_channels = 2048
detector = FasterRCNN(backbone, 2, rpn_anchor_generator=AnchorGenerator(((32,),), ((1.0,),)))
boxes = {"boxes": torch.tensor([[0.0, 0.0, 50.0, 50.0]]), "labels": torch.tensor([1])}
detector([torch.randn(3, 96, 96)] * 2, [boxes] * 2)
