from torchvision.models import resnet18

part = resnet18().conv1.in_features
