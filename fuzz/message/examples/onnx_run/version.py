# as written: Fail: [ONNXRuntimeError] : 1 : FAIL : Load model from resnet18.onnx failed: Unsupported model IR version: 10, max supported IR version: 9
import onnxruntime

onnxruntime.InferenceSession("resnet18.onnx")
