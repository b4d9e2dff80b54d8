import tempfile

from torchvision.datasets import ImageFolder

ImageFolder(tempfile.mkdtemp())
