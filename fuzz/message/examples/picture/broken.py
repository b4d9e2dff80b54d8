# as written: SyntaxError: broken PNG file
from PIL import Image

Image.open("broken.png").load()
