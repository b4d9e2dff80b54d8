import pickle

import torch

with open("/tmp/fuzz_other.pkl", "wb") as file:
    pickle.dump({"conv1.weight": 1}, file)
torch.load("/tmp/fuzz_other.pkl", weights_only=False)
