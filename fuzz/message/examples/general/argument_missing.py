from torchvision import transforms

normalize = transforms.Normalize([0.5, 0.5, 0.5])
