# as written: RuntimeError: Dictionary inputs to traced functions must have consistent type. Found Tensor and List[Dict[str, Tensor]]
import torch
from torch import nn


class Detector(nn.Module):
    def forward(self, x):
        return {"pred_logits": x, "aux_outputs": [{"pred_logits": x}]}


torch.jit.trace(Detector(), torch.rand(1))
