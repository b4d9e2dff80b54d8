from torchvision.models import resnet18

part = resnet18().features
