from PIL import Image
from torchvision.transforms import Compose, ToTensor

Compose([ToTensor])(Image.new("RGB", (8, 8)))
