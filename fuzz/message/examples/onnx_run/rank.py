# as written: InvalidArgument: [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Invalid rank for input: input Got: 3 Expected: 4 Please fix either the inputs or the model.
import numpy
import onnxruntime

session = onnxruntime.InferenceSession("resnet18.onnx")
session.run(None, {"input": numpy.zeros((3, 224, 224), "float32")})
