from torchvision.models import mobilenet_v2

part = mobilenet_v2().classifier.in_features
