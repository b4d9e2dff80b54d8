# as written: RuntimeError: The HPU device module is not registered. If you are running on a CPU-only machine, please use torch.load with map_location=torch.device('cpu') to map your storages to the CPU.
import torch

torch.load("model.pt")
