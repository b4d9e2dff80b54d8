from torchvision import transforms

transforms.Resize((3, 224, 224))
