# as written: AttributeError: 'CIFAR10' object has no attribute 'train_labels'
from torchvision.datasets import CIFAR10

CIFAR10("data", download=True).train_labels
