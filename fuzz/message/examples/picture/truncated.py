import io

from PIL import Image

file = io.BytesIO()
Image.effect_noise((99, 99), 50).save(file, "JPEG")
Image.open(io.BytesIO(file.getvalue()[:1500])).convert("RGB")
