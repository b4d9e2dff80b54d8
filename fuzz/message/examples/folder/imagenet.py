from torchvision.datasets import ImageNet

ImageNet("no_such_folder")
