# as written: RuntimeError: Attempting to load a safetensors file but safetensors is not installed. Please install safetensors with: pip install safetensors
import torch

torch.load("model.safetensors")
