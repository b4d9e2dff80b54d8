from torchvision.models import resnet50

resnet50().layer5
