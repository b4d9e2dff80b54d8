from torchvision.transforms import v2

v2.Compose([])
