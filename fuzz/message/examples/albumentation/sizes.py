# as written: ValueError: Height and Width of image, mask or masks should be equal. You can disable shapes check by setting a parameter is_check_shapes=False of Compose class
import albumentations as A
import numpy as np

A.Compose([A.Resize(8, 8)])(image=np.zeros((9, 8, 3), np.uint8), mask=np.zeros((8, 8), np.uint8))
