from torchvision.datasets import CIFAR10

CIFAR10("nowhere")
