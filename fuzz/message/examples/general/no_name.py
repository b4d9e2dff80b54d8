from torchvision.models.resnet import conv7x7

conv7x7(3, 64)
