from torchvision.models import ResNet18_Weights, resnet50

resnet50(weights=ResNet18_Weights.DEFAULT)
