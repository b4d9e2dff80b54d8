# as written: SourceChangeWarning: source code of class 'model.Net' has changed. you can retrieve the original source code by accessing the object's source attribute
import torch

torch.load("model.pt", weights_only=False)
