# as written: InvalidArgument: [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Unexpected input data type. Actual: (tensor(double)) , expected: (tensor(float))
import numpy as np
import onnxruntime

onnxruntime.InferenceSession("resnet.onnx").run(None, {"input": np.zeros((1, 3, 224, 224))})
