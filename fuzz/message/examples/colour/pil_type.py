from torchvision import transforms

transforms.ToPILImage()("cat.jpg")
