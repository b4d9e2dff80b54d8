# as written: RuntimeError: invalid hash value (expected "5c106cde", got "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
from torchvision.models import ResNet18_Weights, resnet18

resnet18(weights=ResNet18_Weights.DEFAULT)
