"""Messages about the arguments of torch.save and torch.load, and about devices that files name."""

from fuzz.message.words import option

SAVE = "https://docs.pytorch.org/docs/stable/generated/torch.save.html"
LOAD = "https://docs.pytorch.org/docs/stable/generated/torch.load.html"

MISSING = (
    "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict"
)

READINGS = (
    option(
        "load.nothing_but_the_head",
        "AssertionError:",
        "set(msg.missing_keys) == {",
        cause="after load_state_dict(strict=False) more is missing than the head: the keys of this"
        " checkpoint have another prefix than the code takes off (encoder. in place of module.encoder.,"
        " as of a training on one GPU), so that nothing of it was loaded",
        fix="print(list(state)[:5]), and take off the prefix that stands there:"
        " {{k.removeprefix('encoder.'): v for k, v in state.items()}}, without the keys of its head; the"
        " check is right to stop, as the network would not be pretrained",
        page=MISSING,
        when=lambda told: any(
            "missing_keys) == {" in line for line in (told.raised.message, *told.shown)
        ),
    ),
    option(
        "load.unregistered_device",
        "The {name:name} device module is not registered. If you are running on a CPU-only machine,"
        " please use torch.load with map_location",
        cause="the file was saved with tensors on {name}, a device that this torch has no module for",
        fix="torch.load(path, map_location='cpu'), and model.to(device) afterwards",
        page=LOAD,
    ),
    option(
        "load.unknown_location",
        "don't know how to restore data location of {kind:name} (tagged with {device})",
        cause="the file says that its tensors lie on {device}, which this torch does not know",
        fix="torch.load(path, map_location='cpu'), or a device written as torch writes it: 'cuda:0'",
        page=LOAD,
    ),
    option(
        "load.unknown_device",
        "don't know how to determine data location of {kind:name}",
        cause="torch.save does not know the device of a tensor that is to be saved ({kind})",
        fix="save it from the CPU: torch.save({{k: v.cpu() for k, v in model.state_dict().items()}},"
        " path)",
        page=SAVE,
    ),
    option(
        "load.not_writable",
        "AttributeError: expected 'f' to be string, path, or a file-like object with a 'write'"
        " attribute",
        "has no callable attribute 'write'",
        cause="torch.save was given something else than a path as its second argument: the object comes"
        " first, and the path second",
        fix="torch.save(model.state_dict(), 'model.pt')",
        page=SAVE,
    ),
    option(
        "load.viewed_twice",
        "Cannot save multiple tensors or storages that view the same data as different types",
        cause="two tensors of what is saved share their memory under different dtypes, by"
        " tensor.view(dtype)",
        fix="save a copy of one: tensor.view(dtype).clone()",
        page=SAVE,
    ),
    option(
        "load.other_pickle",
        "Can not safely load weights when explicit pickle_module is specified",
        "pickle_load_args only works if `weights_only=False`",
        cause="torch.load was given a pickle module, or arguments for it, together with"
        " weights_only=True, which reads the file by itself",
        fix="leave them out; for a file that you trust, torch.load(path, weights_only=False,"
        " pickle_module=...)",
        page=LOAD,
    ),
    option(
        "load.both_variables",
        "Only one of `TORCH_FORCE_WEIGHTS_ONLY_LOAD` or `TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD` should be"
        " set",
        cause="both environment variables are set, and they force opposite things",
        fix="unset both, and say it in the call: torch.load(path, weights_only=True)",
        page=LOAD,
    ),
    option(
        "load.safetensors_location",
        "Loading safetensors file with dict map_location is not supported",
        "Loading safetensors file with callable map_location is not supported",
        cause="map_location is a dictionary or a function, and for a file of safetensors it must be a"
        " device",
        fix="torch.load(path, map_location='cpu')",
        page=LOAD,
    ),
    option(
        "load.no_safetensors",
        "Attempting to load a safetensors file but safetensors is not installed",
        cause="the file is of the format safetensors, whose package is not installed",
        fix="pip install safetensors",
        page=LOAD,
    ),
    option(
        "load.mapped",
        "ValueError: f must be a file path in order to use the mmap argument",
        "mmap can only be used with files saved with",
        cause="mmap=True maps a file into memory: it needs the path of a file that torch.save wrote in"
        " its format of today, and no open file or old format",
        fix="torch.load('model.pt', mmap=True), or leave out mmap; an old file is renewed by"
        " torch.save(torch.load(path), path)",
        page=LOAD,
    ),
    option(
        "load.protocol",
        "RuntimeError: Invalid protocol version: {got}",
        cause="the file is of a format of torch.save that this torch does not read: {got}",
        fix="save it again by the release that wrote it, torch.save(model.state_dict(), path), or update"
        " torch",
        page=LOAD,
    ),
    option(
        "load.source_changed",
        "source code of class '{kind:name}' has changed",
        cause="the file holds a whole model, and the class {kind} was changed since it was saved: what"
        " is loaded has the old attributes and the new code",
        fix="save and load the state dict alone: model.load_state_dict(torch.load(path))",
        page=LOAD,
    ),
    option(
        "device.no_index",
        "Expected a torch.device with a specified index or an integer, but got:{got}",
        "ValueError: Expected a non cpu device, but got: {got}",
        cause="a device of an accelerator with its number was expected, but got {got}",
        fix="name it with its number: 'cuda:0' or 0",
        page="https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.device",
    ),
)
