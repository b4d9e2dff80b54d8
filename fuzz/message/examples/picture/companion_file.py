import tempfile
from pathlib import Path

from PIL import Image

path = Path(tempfile.mkdtemp()) / "._cat.jpg"
path.write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")
Image.open(path)
