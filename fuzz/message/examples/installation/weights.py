# as written: ImportError: cannot import name 'ResNet50_Weights' from 'torchvision.models' (/usr/lib/python3/torchvision/models/__init__.py)
from torchvision.models import ResNet50_Weights, resnet50

resnet50(weights=ResNet50_Weights.DEFAULT)
