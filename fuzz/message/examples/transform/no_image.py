from torchvision.transforms import ToTensor

image = None  # as cv2.imread("no/such.jpg") returns
ToTensor()(image)
