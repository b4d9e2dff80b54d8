# as written: ValueError: Make sure that the channel dimension of the pixel values match with the one set in the configuration.
import torch
from transformers import ResNetConfig, ResNetForImageClassification

ResNetForImageClassification(ResNetConfig())(torch.rand(1, 4, 64, 64))
