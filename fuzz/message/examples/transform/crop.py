from PIL import Image
from torchvision.transforms import RandomCrop

RandomCrop(224)(Image.new("RGB", (300, 200)))
