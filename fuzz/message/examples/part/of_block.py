from torchvision.models import resnet50

resnet50().layer4[-1].relu3
