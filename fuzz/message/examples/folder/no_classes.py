from torchvision.datasets.folder import make_dataset

make_dataset(".", {}, extensions=(".png",))
