from torchvision.transforms import Resize

Resize(4)("images/cat.jpg")
