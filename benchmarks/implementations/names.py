"""The implementations that are held beside each other."""

NAMES = ("resnet50", "timm.resnet50", "transformers.resnet50")
