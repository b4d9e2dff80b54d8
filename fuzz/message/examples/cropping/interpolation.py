from PIL import Image
from torchvision import transforms

image = Image.new("RGB", (32, 32))
transforms.functional.resize(image, [16, 16], interpolation="bilinear")
