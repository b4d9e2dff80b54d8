from PIL import Image
from torchvision.transforms import v2

v2.GaussianNoise()(Image.new("RGB", (32, 32)))
