# as written: TypeError: Invalid shape (3, 224, 224) for image data
import torch
from matplotlib import pyplot

pyplot.imshow(torch.rand(3, 224, 224))
