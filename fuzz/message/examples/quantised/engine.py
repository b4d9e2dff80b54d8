# as written: RuntimeError: Didn't find engine for operation quantized::conv2d_prepack NoQEngine
import torchvision

torchvision.models.quantization.resnet18(quantize=True)
