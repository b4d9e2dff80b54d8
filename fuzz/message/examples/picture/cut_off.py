# as written:   File "/site-packages/PIL/PngImagePlugin.py", line 113, in read\n    length = i32(s)\nstruct.error: unpack requires a buffer of 4 bytes
import io

from PIL import Image

file = io.BytesIO()
Image.new("RGB", (64, 64)).save(file, "PNG")
Image.open(io.BytesIO(file.getvalue()[:40])).load()
