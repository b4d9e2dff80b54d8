import numpy as np
from PIL import Image

Image.fromarray(np.zeros((3, 8, 8), np.uint8))
