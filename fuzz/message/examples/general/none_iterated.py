import torch


def doubled(images):
    images.mul_(2)


images, labels = doubled(torch.ones(2))
