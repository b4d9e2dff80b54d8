from torchvision.models import mobilenet_v2

mobilenet_v2().classifier.in_features
