# as written: RuntimeError: operator torchvision::nms does not exist
import torchvision

torchvision.models.resnet18()
