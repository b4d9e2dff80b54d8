# as written: ValueError: Unable to infer channel dimension format
import numpy as np
from transformers import AutoImageProcessor

AutoImageProcessor.from_pretrained("microsoft/resnet-50")(np.zeros((64, 64, 5)))
