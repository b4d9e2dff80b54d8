from torchvision.models import resnet18

resnet18().conv1.in_features
