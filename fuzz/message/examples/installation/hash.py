# as written: RuntimeError: invalid hash value (expected "f37072fd", got "e3b0c442")
import torchvision

torchvision.models.resnet18(weights="DEFAULT")
