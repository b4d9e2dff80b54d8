import torch
from torchvision import transforms


class Mine(transforms.RandAugment):
    def _augmentation_space(self, num_bins, image_size):
        return {"Blur": (torch.tensor(0.0), False)}


Mine()(torch.zeros(3, 32, 32, dtype=torch.uint8))
