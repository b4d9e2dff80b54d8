import numpy as np
from torchvision.transforms import Resize

Resize(4)(np.zeros((8, 8, 3), np.uint8))
