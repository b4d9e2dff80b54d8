from torchvision.models import resnet18

resnet18().fc.in_channels
