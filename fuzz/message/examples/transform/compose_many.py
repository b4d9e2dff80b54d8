from torchvision.transforms import Compose, Resize, ToTensor

Compose(Resize(8), ToTensor())
