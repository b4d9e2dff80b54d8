from PIL import Image

Image.new("RGB", (8, 8)).resize((4, 4), Image.ANTIALIAS)
