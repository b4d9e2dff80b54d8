# as written: RuntimeError: "baddbmm_with_gemm" not implemented for 'Half'
import torch

torch.baddbmm(torch.rand(1, 2, 2).half(), torch.rand(1, 2, 2).half(), torch.rand(1, 2, 2).half())
