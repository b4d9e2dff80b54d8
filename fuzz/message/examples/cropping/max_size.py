from PIL import Image
from torchvision import transforms

image = Image.new("RGB", (32, 32))
transforms.Resize((16, 16), max_size=24)(image)
