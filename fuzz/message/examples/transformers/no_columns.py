# as written: IndexError: Invalid key: 3 is out of bounds for size 0
from datasets import Dataset
from transformers import ResNetConfig, ResNetForImageClassification, Trainer

images = Dataset.from_dict({"image": [1, 2], "label": [0, 1]})
Trainer(ResNetForImageClassification(ResNetConfig()), train_dataset=images).train()
