# as written: InvalidArgument: [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Got invalid dimensions for input: input for the following indices index: 2 Got: 256 Expected: 224
import onnxruntime
import torch
import torchvision

torch.onnx.export(torchvision.models.resnet18(), (torch.rand(1, 3, 224, 224),), "resnet.onnx")
onnxruntime.InferenceSession("resnet.onnx").run(None, {"input": torch.rand(1, 3, 256, 224).numpy()})
