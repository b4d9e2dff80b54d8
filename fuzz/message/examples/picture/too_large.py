# as written: DecompressionBombError: Image size (200000000 pixels) exceeds limit of 178956970 pixels, could be decompression bomb DOS attack.
from PIL import Image

Image.open("slide.tif").load()
