from torchvision.transforms import ToTensor

ToTensor()("images/cat.jpg")
