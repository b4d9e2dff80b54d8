# as written: FutureWarning: The module torch.distributed.launch is deprecated and will be removed in future. Use torchrun.
import runpy

runpy.run_module("torch.distributed.launch", run_name="__main__")
