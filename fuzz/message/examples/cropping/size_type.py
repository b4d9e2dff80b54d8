from torchvision import transforms

transforms.Resize(448 / 2)
