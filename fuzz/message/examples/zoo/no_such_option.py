from torchvision.models import resnet18

resnet18(in_channels=1)
