from torchvision.transforms import v2

v2.functional.to_image("cat.jpg")
