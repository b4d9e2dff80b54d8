# as written: RuntimeError: Dataset metadata file not found or corrupted. You can use download=True to download it
from torchvision.datasets import CIFAR10

CIFAR10("data")
