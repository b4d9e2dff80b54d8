from torchvision.transforms.functional_tensor import rgb_to_grayscale

rgb_to_grayscale(None)
