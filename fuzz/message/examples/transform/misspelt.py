from torchvision import transforms

transforms.Compose([transforms.ToTenser()])
