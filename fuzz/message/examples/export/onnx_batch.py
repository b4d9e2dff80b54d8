# as written: onnxruntime.capi.onnxruntime_pybind11_state.InvalidArgument: [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Got invalid dimensions for input: input for the following indices index: 0 Got: 4 Expected: 1 Please fix either the inputs/outputs or the model.
import onnxruntime
import torch
import torchvision

torch.onnx.export(torchvision.models.resnet18(), (torch.rand(1, 3, 64, 64),), "resnet.onnx")
onnxruntime.InferenceSession("resnet.onnx").run(None, {"input": torch.rand(4, 3, 64, 64).numpy()})
