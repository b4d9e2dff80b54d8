from torchvision.datasets.folder import make_dataset

make_dataset(".", {"cat": 0})
