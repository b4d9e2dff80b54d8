import torch
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.image_list import ImageList

maps = [torch.rand(1, 64, 16, 16), torch.rand(1, 128, 8, 8)]
images = ImageList(torch.rand(1, 3, 64, 64), [(64, 64)])
AnchorGenerator(sizes=((32, 64),), aspect_ratios=((1.0,),))(images, maps)
