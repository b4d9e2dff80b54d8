from torchvision import transforms

transforms.RandomErasing(value="noise")
