# as written: ValueError: This ORT build has ['CUDAExecutionProvider', 'CPUExecutionProvider'] enabled. Since ORT 1.9, you are required to explicitly set the providers parameter when instantiating InferenceSession.
import onnxruntime

onnxruntime.InferenceSession("resnet18.onnx")
