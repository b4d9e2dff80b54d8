# as written: RuntimeError: Method run failed due to: [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Invalid Feed Input Name:data
import numpy
import onnxruntime

session = onnxruntime.InferenceSession("resnet18.onnx")
session.run(None, {"data": numpy.zeros((1, 3, 224, 224), "float32")})
