# as written: RuntimeError: Loading safetensors file with dict map_location is not supported. Use a device string or torch.device instead.
import torch

torch.load("model.safetensors", map_location={"cuda:0": "cpu"})
