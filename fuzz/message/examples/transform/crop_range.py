import random

import torch
from torchvision.transforms.functional import crop, to_pil_image

image = to_pil_image(torch.rand(3, 200, 200))
patch = crop(image, random.randrange(0, image.height - 224), 0, 224, 224)
