image = {}.get("missing.jpg")
height, width, _ = image.shape
