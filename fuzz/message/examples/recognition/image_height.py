# as written: AssertionError: imgH has to be a multiple of 16
image_height = 30
assert image_height % 16 == 0, "imgH has to be a multiple of 16"
