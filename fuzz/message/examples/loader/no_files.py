# as written: RuntimeError: Found 0 files in subfolders of: data/val
from torchvision.datasets import ImageFolder

ImageFolder("data/val")  # data/val/1.jpg, data/val/2.jpg: the images of all classes in one folder
