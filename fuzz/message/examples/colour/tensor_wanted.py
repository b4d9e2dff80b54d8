from PIL import Image
from torchvision import transforms

image = Image.new("RGB", (32, 32))
transforms.functional.convert_image_dtype(image)
