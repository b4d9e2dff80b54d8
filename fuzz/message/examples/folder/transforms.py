from torchvision.datasets import FakeData, VisionDataset

VisionDataset(".", transforms=FakeData, transform=FakeData)
