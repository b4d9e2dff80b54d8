# as written: ValueError: Unknown resampling filter (bilinear). Use Image.Resampling.NEAREST (0)
from PIL import Image

Image.new("RGB", (8, 8)).resize((4, 4), "bilinear")
