from PIL import Image
from torchvision.transforms import Compose, ToTensor

Compose([ToTensor(), ToTensor()])(Image.new("RGB", (8, 8)))
