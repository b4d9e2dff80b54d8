from torchvision.transforms import v2

v2.ToDtype("float32")
