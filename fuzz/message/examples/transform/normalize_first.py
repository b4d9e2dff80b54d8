from PIL import Image
from torchvision.transforms import Normalize

Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])(Image.new("RGB", (8, 8)))
