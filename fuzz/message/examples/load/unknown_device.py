# as written: RuntimeError: don't know how to determine data location of torch.storage.UntypedStorage
import torch

torch.save(torch.ones(3, device="privateuseone"), "model.pt")
