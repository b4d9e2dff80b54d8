from torchvision.models import resnet18

resnet18().layer4[-1].conv3
