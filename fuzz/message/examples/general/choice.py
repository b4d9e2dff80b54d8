from torchvision import transforms

resize = transforms.Resize(224, interpolation=transforms.InterpolationMode("cubic"))
