from torchvision.models import ResNet18_Weights, resnet18

resnet18(weights=ResNet18_Weights.DEFAULT, num_classes=10)
