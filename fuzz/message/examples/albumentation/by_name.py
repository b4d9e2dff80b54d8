# as written: KeyError: 'You have to pass data to augmentations as named arguments, for example: aug(image=image)'
import albumentations
from torchvision.datasets import FakeData

image, label = FakeData(transform=albumentations.Resize(64, 64))[0]
