from torch.nn.modules import module

first = module.register_module_full_backward_hook(lambda *ignored: None)
try:
    module.register_module_backward_hook(lambda *ignored: None)
finally:
    first.remove()
    module._global_is_full_backward_hook = None
