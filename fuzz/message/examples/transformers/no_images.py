# as written: ValueError: You have to specify pixel_values
import torch
from transformers import ResNetConfig, ResNetForImageClassification

ResNetForImageClassification(ResNetConfig())(labels=torch.tensor([0]))
