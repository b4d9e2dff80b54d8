import torch
from torch.utils.data import DataLoader
from torchvision.transforms import Resize

resize = Resize(8)
images = [resize(torch.rand(3, 16, 16)), resize(torch.rand(3, 16, 20))]
next(iter(DataLoader(images, batch_size=2)))
