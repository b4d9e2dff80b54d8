# as written: UserWarning: Palette images with Transparency expressed in bytes should be converted to RGBA images
from PIL import Image

Image.open("logo.png").convert("RGB")
