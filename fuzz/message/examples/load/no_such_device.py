# as written: RuntimeError: Attempting to deserialize object on CUDA device 1 but torch.cuda.device_count() is 1. Please use torch.load with map_location to map your storages to an existing device.
import torch

torch.load("saved_on_the_second_gpu.pt")
