import numpy as np
from PIL import Image

Image.fromarray(np.zeros((8, 8, 3), np.float32))
