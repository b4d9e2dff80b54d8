# as written:   File "/train.py", line 9, in forward\n    with torch.cuda.amp.autocast():\n  File "/DCNv2/dcn_v2.py", line 30, in forward\n    output = _backend.dcn_v2_forward(\nRuntimeError: expected scalar type Float but found Half
import torch
from dcn_v2 import DCN

layer = DCN(3, 8, kernel_size=3, stride=1, padding=1).cuda()
with torch.cuda.amp.autocast():
    layer(torch.zeros(1, 3, 8, 8, device="cuda").half())
