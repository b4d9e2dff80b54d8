# as written: ValueError: Required inputs (['input']) are missing from input feed (['data']).
import numpy
import onnxruntime

session = onnxruntime.InferenceSession("resnet18.onnx")
session.run(None, {"data": numpy.zeros((1, 3, 224, 224), "float32")})
