"""Signs that a network which runs does not do what its author means, each found by running it."""

import warnings
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from tests.check.held.trial import SEED, descend, inputs, objective, tensors
from tests.check.held.truth import Make, Row

TOLERANCE = 1e-4


def unregistered(row: Row, make: Make) -> bool:
    """Weights take part in the output that ``parameters()`` does not have."""
    net, output = _trained(row, make)
    known = {id(parameter) for parameter in net.parameters()}
    return any(id(leaf) not in known for part in tensors(output) for leaf in _leaves(part))


def untrained(row: Row, make: Make) -> bool:
    """Weights that are to be trained get no gradient, and had none to be expected."""
    net, output = _trained(row, make)
    objective(row, output, 2, row.size, row.size).backward()  # type: ignore[no-untyped-call]
    return any(parameter.requires_grad and parameter.grad is None for parameter in net.parameters())


def random_in_eval(row: Row, make: Make) -> bool:
    """The same image gives two answers when the network is evaluated."""
    net = make().eval()
    batch = inputs(row, 2, row.size, row.size)
    with torch.no_grad():
        first, second = list(tensors(net(*batch))), list(tensors(net(*batch)))
    return not _same(first, second)


def mixes_images(row: Row, make: Make) -> bool:
    """The answer to an image hangs on the other image of the batch, when the network is evaluated."""
    net = make().eval()
    batch, other = inputs(row, 2, row.size, row.size), inputs(row, 2, row.size, row.size)
    beside_other = [torch.cat([ours[:1], theirs[1:]]) for ours, theirs in zip(batch, other, strict=True)]
    answers = []
    for images in (batch, beside_other):
        torch.manual_seed(SEED)
        with torch.no_grad():
            answers.append([part[0] for part in tensors(net(*images))])
    return not _same(*answers)


def softmax_twice(row: Row, make: Make) -> bool:
    """What goes into a cross entropy, which takes logits, adds up to one already."""
    _, output = _trained(row, make)
    if row.loss != "CrossEntropyLoss" or not isinstance(output, Tensor):
        return False
    total = output.sum(dim=1)
    return bool((output >= 0).all()) and torch.allclose(total, torch.ones_like(total))


def sigmoid_twice(row: Row, make: Make) -> bool:
    """What goes into a loss that takes logits and has a sigmoid is a probability already."""
    _, output = _trained(row, make)
    if row.loss != "BCEWithLogitsLoss" or not isinstance(output, Tensor):
        return False
    return bool(((output >= 0) & (output <= 1)).all())


def broadcast_target(row: Row, make: Make) -> bool:
    """Outputs and targets differ in shape, and the loss stretches one of them and only warns."""
    _, output = _trained(row, make)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        objective(row, output, 2, row.size, row.size)
    return any("Using a target size" in str(one.message) for one in said)


def changes_input(row: Row, make: Make) -> bool:
    """The images are not what they were, once it has seen them."""
    given = inputs(row, 2, row.size, row.size)
    before = [one.clone() for one in given]
    with torch.no_grad():
        make().eval()(*given)
    return not all(torch.equal(one, other) for one, other in zip(before, given, strict=True))


def unloadable(row: Row, make: Make) -> bool:
    """What a network that ran has saved does not go into a new one."""
    state = _trained(row, make)[0].state_dict()
    try:
        make().load_state_dict(state)
    except RuntimeError:
        return True
    return False


def one_device(row: Row, make: Make) -> bool:
    """It stays on the device that it was made on, in part, when it is moved."""
    net = make().to("meta").train()
    try:
        net(*(one.to("meta") for one in inputs(row, 2, row.size, row.size)))
    except RuntimeError as error:
        return "is not on the expected device" in str(error)
    return False


def no_slope(row: Row, make: Make) -> bool:
    """Most weights get a gradient, and it is zero: whatever they are, the output is the same."""
    net, output = _trained(row, make)
    objective(row, output, 2, row.size, row.size).backward()  # type: ignore[no-untyped-call]
    grads = [parameter.grad for parameter in net.parameters() if parameter.grad is not None]
    return len(grads) > 0 and sum(not grad.any() for grad in grads) > len(grads) / 2


def not_finite(row: Row, make: Make) -> bool:
    """An ordinary batch gives what is no number, or infinite."""
    _, output = _trained(row, make)
    return not all(bool(part.isfinite().all()) for part in tensors(output))


def not_frozen(row: Row, make: Make) -> bool:
    """A module was told not to be trained, and its parameters do not know."""
    told = [module for module in make().modules() if module.__dict__.get("requires_grad") is False]
    return any(parameter.requires_grad for module in told for parameter in module.parameters())


def eps_as_momentum(row: Row, make: Make) -> bool:
    """A batch norm adds nearly one to each variance."""
    norms = [
        module
        for module in make().modules()
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm)
    ]
    return any(norm.eps > 0.1 for norm in norms)


def unlike_mended(row: Row, make: Make) -> bool:
    """With the weights of the mended one, it answers otherwise."""
    if not row.faulty:
        return False
    net, mended = make().eval(), row.factory("mended")().eval()
    net.load_state_dict(mended.state_dict(), strict=False)
    batch = inputs(row, 2, row.size, row.size)
    with torch.no_grad():
        return not _same(list(tensors(net(*batch))), list(tensors(mended(*batch))))


def nan_gradient(row: Row, make: Make) -> bool:
    """A gradient is no number, or infinite."""
    net, output = _trained(row, make)
    objective(row, output, 2, row.size, row.size).backward()  # type: ignore[no-untyped-call]
    grads = [parameter.grad for parameter in net.parameters() if parameter.grad is not None]
    return not all(bool(grad.isfinite().all()) for grad in grads)


def never_moves(row: Row, make: Make) -> bool:
    """A parameter gets a gradient in each of three steps, and each of them is zero."""
    torch.manual_seed(SEED)
    net = make().train()
    still = {name for name, parameter in net.named_parameters() if parameter.requires_grad}
    for _ in range(3):
        output = net(*inputs(row, 2, row.size, row.size))
        objective(row, output, 2, row.size, row.size).backward()  # type: ignore[no-untyped-call]
        zero = {
            name for name, one in net.named_parameters() if one.grad is not None and not one.grad.any()
        }
        still &= zero
        descend(net)
    return bool(still)


def awakened(row: Row, make: Make) -> bool:
    """What was put into eval mode when it was made is in training after ``train()``."""
    net = make()
    asleep = [module for module in net.modules() if not module.training]
    return any(module.training for module in net.train().modules() if module in asleep)


def needs_square(row: Row, make: Make) -> bool:
    """Squares of two sizes are taken, and what has one as its height, the other as its width is not."""
    sizes = (row.size, row.size + 32)
    if len(row.input or [0] * 4) == 3 or not all(row.contract.allows_size(size) for size in sizes):
        return False
    net = make().eval()
    try:
        with torch.no_grad():
            net(*inputs(row, 2, *sizes))
    except RuntimeError:
        return True
    return False


def dropout_in_vain(row: Row, make: Make) -> bool:
    """A recurrent layer is told to drop between layers, and has but one."""
    recurrent = (one for one in make().modules() if isinstance(one, torch.nn.RNNBase))
    return any(one.num_layers == 1 and one.dropout for one in recurrent)


def by_order(row: Row, make: Make) -> bool:
    """Two images have other answers when they change places, though neither depends on the other."""
    if random_in_eval(row, make) or mixes_images(row, make):
        return False
    net = make().eval()
    batch = inputs(row, 2, row.size, row.size)
    with torch.no_grad():
        answers = list(tensors(net(*batch)))
        turned = list(tensors(net(*(one.flip(0) for one in batch))))
    those = [(one, other) for one, other in zip(answers, turned, strict=True) if one.shape[:1] == (2,)]
    return not _same([one for one, _ in those], [other.flip(0) for _, other in those])


def probabilities_for_nll(row: Row, make: Make) -> bool:
    """What goes into an NLLLoss is not below zero."""
    _, output = _trained(row, make)
    return row.loss == "NLLLoss" and bool((output > 0).any())


def all_trained(row: Row, make: Make) -> bool:
    """It trains more parameters than the mended one."""
    if not row.faulty:
        return False
    return _trainable(make()) > _trainable(row.factory("mended")())


def twins(row: Row, make: Make) -> bool:
    """In the third step too, all units of a layer get one and the same gradient, which is not zero."""
    torch.manual_seed(SEED)
    net = make().train()
    for step in range(3):
        if step:
            descend(net)
        output = net(*inputs(row, 2, row.size, row.size))
        objective(row, output, 2, row.size, row.size).backward()  # type: ignore[no-untyped-call]
    layers = [one for one in net.modules() if isinstance(one, torch.nn.Linear) and one.out_features > 2]
    grads = [layer.weight.grad for layer in layers if layer.weight.grad is not None]
    return any(bool((grad - grad[0]).abs().max() < TOLERANCE * grad.abs().max()) for grad in grads)


def fewer_modules(row: Row, make: Make) -> bool:
    """It has fewer modules than the mended one."""
    if not row.faulty:
        return False
    return len(list(make().modules())) < len(list(row.factory("mended")().modules()))


def drops_samples(row: Row, make: Make) -> bool:
    """A dropout that is given one vector for each sample makes zero of all that one of them has."""
    net, lost = make().train(), []

    def look(_: torch.nn.Module, given: Any, made: Tensor) -> None:
        lost.append(
            made.dim() == 2 and not all(bool(one.any()) for one in made) and bool(given[0].any())
        )

    for module in net.modules():
        if isinstance(module, torch.nn.modules.dropout._DropoutNd):
            module.register_forward_hook(look)
    torch.manual_seed(SEED)
    for _ in range(8):
        net(*inputs(row, 4, row.size, row.size))
    return any(lost)


def deaf(row: Row, make: Make) -> bool:
    """An input of several has no influence on the output."""
    net = make().eval()
    batch, other = inputs(row, 2, row.size, row.size), inputs(row, 2, row.size, row.size)
    with torch.no_grad():
        answer = list(tensors(net(*batch)))
        changed = ([*batch[:at], other[at], *batch[at + 1 :]] for at in range(len(batch)))
        return len(batch) > 1 and any(_same(answer, list(tensors(net(*one)))) for one in changed)


def unread(row: Row, make: Make) -> bool:
    """A dropout of the mended one changes more of its output than it does here, with one seed."""
    if not row.faulty:
        return False
    net, mended = make().train(), row.factory("mended")().train()
    net.load_state_dict(mended.state_dict(), strict=False)
    batch, answers = inputs(row, 2, row.size, row.size), []
    for one in (net, mended):
        torch.manual_seed(SEED)
        answers.append(list(tensors(one(*batch))))
    drops = any(isinstance(one, torch.nn.Dropout) for one in net.modules())
    return drops and not _same(*answers) and not unlike_mended(row, make)


def other_gradient(row: Row, make: Make) -> bool:
    """With the weights of the mended one it answers the same, and has other gradients."""
    if not row.faulty or unlike_mended(row, make):
        return False
    net, mended = make().train(), row.factory("mended")().train()
    net.load_state_dict(mended.state_dict(), strict=False)
    batch, gradients = inputs(row, 2, row.size, row.size), []
    for one in (net, mended):
        torch.manual_seed(SEED)
        objective(row, one(*batch), 2, row.size, row.size).backward()  # type: ignore[no-untyped-call]
        gradients.append([part.grad for part in one.parameters() if part.grad is not None])
    return len(gradients[0]) == len(gradients[1]) and not _same(*gradients)


def begins_otherwise(row: Row, make: Make) -> bool:
    """Weights of the same names and shapes begin with another mean or spread than the mended one's."""
    if not row.faulty:
        return False
    means = []
    for one in (make, row.factory("mended")):
        torch.manual_seed(SEED)
        means.append([part.detach().double().mean() for part in one().parameters()])
    pairs = zip(*means, strict=False)
    return len(means[0]) == len(means[1]) and any(abs(a - b) > 1 for a, b in pairs)


SYMPTOMS: dict[str, Callable[[Row, Make], bool]] = {
    check.__name__: check
    for check in (
        *(unregistered, untrained, random_in_eval, mixes_images, softmax_twice, sigmoid_twice),
        *(broadcast_target, changes_input, unloadable, one_device),
        *(no_slope, not_finite, not_frozen, eps_as_momentum),
        *(dropout_in_vain, by_order, probabilities_for_nll),
        *(all_trained, twins, fewer_modules, drops_samples, deaf, unread),
        *(other_gradient, begins_otherwise),
        *(unlike_mended, nan_gradient, never_moves, awakened, needs_square),
    )
}


def _trained(row: Row, make: Make) -> tuple[torch.nn.Module, Any]:
    torch.manual_seed(SEED)
    net = make().train()
    return net, net(*inputs(row, 2, row.size, row.size))


def _trainable(net: torch.nn.Module) -> int:
    return sum(parameter.requires_grad for parameter in net.parameters())


def _same(first: list[Tensor], second: list[Tensor]) -> bool:
    pairs = zip(first, second, strict=True)
    return all(torch.allclose(one, other, rtol=TOLERANCE, atol=TOLERANCE) for one, other in pairs)


def _leaves(output: Tensor) -> list[Tensor]:
    """The tensors at the ends of the graph behind ``output`` that collect a gradient."""
    seen, waiting, leaves = set(), [output.grad_fn], []
    while waiting:
        node = waiting.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        if hasattr(node, "variable"):
            leaves.append(node.variable)
        waiting += [following for following, _ in node.next_functions]
    return leaves
