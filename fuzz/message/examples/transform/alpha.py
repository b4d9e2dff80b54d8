from PIL import Image
from torchvision.transforms import Compose, Normalize, ToTensor

transform = Compose([ToTensor(), Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])])
transform(Image.new("RGBA", (8, 8)))
