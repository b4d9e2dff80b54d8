from torchvision.models import resnet18

resnet18().layer1[2]
