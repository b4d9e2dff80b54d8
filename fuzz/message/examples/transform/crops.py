from PIL import Image
from torchvision.transforms import Compose, FiveCrop, ToTensor

Compose([FiveCrop(4), ToTensor()])(Image.new("RGB", (8, 8)))
