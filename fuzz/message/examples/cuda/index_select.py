# as written: ../aten/src/ATen/native/cuda/Indexing.cu:1093: indexSelectSmallIndex: block: [0,0,0], thread: [0,0,0] Assertion `srcIndex < srcSelectDimSize` failed.
import torch
from torch import nn

nn.Embedding(10, 4).cuda()(torch.tensor([10]).cuda())
