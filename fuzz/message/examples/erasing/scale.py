from torchvision import transforms

transforms.RandomErasing(p=50)
