import torchvision
from torchvision.models.feature_extraction import create_feature_extractor

create_feature_extractor(torchvision.models.resnet18(), ["layer5"])
