from PIL import Image
from torchvision import transforms

image = Image.new("RGB", (32, 32))
transforms.Resize(256, max_size=224)(image)
