# as written: RuntimeError: Wrong input shape height=270, width=480. Expected image height and width divisible by 32.
import segmentation_models_pytorch as smp
import torch

smp.Unet("resnet50", encoder_weights=None)(torch.zeros(1, 3, 270, 480))
