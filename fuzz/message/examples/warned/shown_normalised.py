# as written: Clipping input data to the valid range for imshow with RGB data ([0..1] for floats or [0..255] for integers).
import torch
from matplotlib import pyplot

pyplot.imshow(torch.randn(32, 32, 3))
