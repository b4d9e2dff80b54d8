from torchvision import transforms

transforms.Pad(4, padding_mode="zeros")
