from PIL import Image
from torchvision import transforms

image = Image.new("RGB", (32, 32))
transforms.FiveCrop(224)(image)
