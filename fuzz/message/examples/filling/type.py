from torchvision import transforms

transforms.RandomRotation(10, fill="black")
