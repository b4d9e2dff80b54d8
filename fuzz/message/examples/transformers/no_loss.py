# as written: ValueError: The model did not return a loss from the inputs, only the following keys: logits. For reference, the inputs it received are pixel_values.
import torch
from transformers import ResNetConfig, ResNetForImageClassification, Trainer

images = [{"pixel_values": torch.rand(3, 64, 64)}] * 4
Trainer(ResNetForImageClassification(ResNetConfig()), train_dataset=images).train()
