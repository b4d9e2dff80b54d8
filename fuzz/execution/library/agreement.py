"""Whether what is said of a network is what it does: asked of the real one, before any case is."""

from itertools import chain

import torch
from torch import Tensor, nn

from fuzz.execution.library import own
from fuzz.execution.library.follow import Unfollowed
from fuzz.execution.named.place import Place
from strategies.contract.forward import through
from strategies.contract.load import state
from strategies.network.node import Block, at, sites
from strategies.rule import Conditions, TensorSpec
from strategies.shape_inference import infer_node, shapes_at
from strategies.value import Shape


def require_ordinary(network: nn.Module) -> None:
    """Raise `Unfollowed` for a network whose weights or modules are not such as rules are about."""
    places: dict[int, str] = {}
    for site, module in network.named_modules(remove_duplicate=False):
        known = places.setdefault(id(module), site)
        if known != site:
            raise Unfollowed(f"{known} and {site} are one module, and an edit would split them")
    for name, weight in chain(network.named_parameters(), network.named_buffers()):
        if weight.is_floating_point() and weight.dtype is not torch.float32:
            raise Unfollowed(f"{name} has the type {weight.dtype}, and not torch.float32")


def require_copied(network: nn.Module, shape: Shape) -> None:
    """Raise `Unfollowed` where a copy of a network can't be made, or calls modules of the original."""
    try:
        copy = own.copied(network, private=True).eval()
    except Exception as error:
        raise Unfollowed(f"it can't be copied ({type(error).__name__}: {error})") from None
    called: list[str] = []
    hooks = [
        module.register_forward_pre_hook(lambda *_, site=site: called.append(site))
        for site, module in network.named_modules()
    ]
    with torch.no_grad():
        copy(torch.zeros(shape))
    for hook in hooks:
        hook.remove()
    if called:
        raise Unfollowed(f"a copy of it calls {called[0]} of the original: it is held by a function")


def require_agreement(meta: nn.Module, root: Block, shapes: tuple[Shape, ...]) -> None:
    """Raise `Unfollowed` where a network does something else than is said of it.

    That is: the keys and shapes of its state, the shapes at each module, what is raised for which input,
    and which weights get a gradient. ``meta`` is the network on that device.
    """
    real = {name: tuple(tensor.shape) for name, tensor in meta.state_dict().items()}
    if real != state(root):
        name = min(real.items() ^ state(root).items())[0]
        raise Unfollowed(f"its state has {name!r}, of which none of its layers says so")
    for shape in shapes:
        _require_same(meta, root, shape)
    _require_gradients(meta, root, shapes[0])


def _require_same(meta: nn.Module, root: Block, shape: Shape) -> None:
    network = own.copied(meta, private=True).eval()
    seen: dict[str, list[tuple[Shape, Shape]]] = {}
    for site, module in network.named_modules():
        module.register_forward_hook(_noting(seen, site))
    raised, place = "", None
    try:
        network(torch.zeros(shape, device="meta"))
    except Exception as error:
        raised, place = f"{type(error).__name__}: {error}", own.line_of(error)
    passed = through(root, TensorSpec(shape), Conditions())
    if raised and not passed.faults:
        _differs(f"for an input of shape {shape} it raises {raised}, which no rule explains", place)
    if passed.faults and not raised:
        _differs(f"for an input of shape {shape} rules of its layers are violated, and it runs", place)
    if raised:
        return
    for site, calls in seen.items():
        if len(calls) == 1 and shapes_at(root, site, shape) != calls[0] and _is_one(root, site):
            _differs(f"the shapes at {site or 'its output'} are {calls[0]}", place)
    if infer_node(root, shape).output != passed.output.shape:
        _differs("its output is ambiguous", place)


def _noting(seen: dict[str, list[tuple[Shape, Shape]]], site: str) -> object:
    def note(_: nn.Module, args: tuple[object, ...], output: object) -> None:
        if len(args) == 1 and isinstance(args[0], Tensor) and isinstance(output, Tensor):
            seen.setdefault(site, []).append((tuple(args[0].shape), tuple(output.shape)))

    return note


def _is_one(root: Block, site: str) -> bool:
    return site == "" or (site in sites(root) and at(root, site) is not None)


def _require_gradients(meta: nn.Module, root: Block, shape: Shape) -> None:
    """Raise `Unfollowed` where a weight that is used gets no gradient, as behind a ``no_grad()``."""
    network = own.copied(meta, private=True).train()
    called: set[str] = set()
    for site, module in network.named_modules():
        module.register_forward_pre_hook(lambda *_, site=site: called.add(site))
    output = network(torch.zeros(shape, device="meta"))
    output = getattr(output, "logits", output)
    if not output.requires_grad:
        _differs("its output does not require grad", None)
    output.sum().backward()
    for name, weight in network.named_parameters():
        if weight.requires_grad and weight.grad is None and name.rpartition(".")[0] in called:
            _differs(f"{name} is used, and gets no gradient", None)


def _differs(why: str, place: Place | None) -> None:
    raise Unfollowed(why, place)
