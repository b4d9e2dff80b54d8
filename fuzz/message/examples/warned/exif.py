# as written: UserWarning: Corrupt EXIF data.  Expecting to read 4 bytes but only got 0.
from PIL import Image

Image.open("photo.jpg").convert("RGB")
