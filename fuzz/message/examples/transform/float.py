from PIL import Image
from torchvision.transforms import Compose, Normalize, PILToTensor

transform = Compose([PILToTensor(), Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])])
transform(Image.new("RGB", (8, 8)))
