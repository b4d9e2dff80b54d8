"""Messages of torch.utils.checkpoint, which computes activations again in the backward pass."""

from fuzz.message.words import option

PAGE = "https://docs.pytorch.org/docs/stable/checkpoint.html"
CALL = "checkpoint(block, x, use_reentrant=False)"

READINGS = (
    option(
        "recomputation.no_gradient",
        "UserWarning: None of the inputs have requires_grad=True. Gradients will be None",
        "none of output has requires_grad=True, this checkpoint() is not necessary",
        cause="checkpoint() with use_reentrant=True got inputs, or gave outputs, that need no gradient:"
        " the first layers of a network get images, and the parameters inside get no gradients",
        fix=f"{CALL}, which looks at the parameters too",
        page=PAGE,
    ),
    option(
        "recomputation.reentrant",
        "the use_reentrant parameter should be passed explicitly",
        cause="checkpoint() was called without use_reentrant, which has to be said (an error from torch"
        " 2.9 on)",
        fix=CALL,
        page=PAGE,
    ),
    option(
        "recomputation.inputs",
        "When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad() or passing an"
        " `inputs` parameter to .backward()",
        cause="checkpoint() with use_reentrant=True runs a backward pass of its own, so that"
        " torch.autograd.grad and backward(inputs=...) do not work with it",
        fix=CALL,
        page=PAGE,
    ),
    option(
        "recomputation.inputs_kind",
        "Only tuple of tensors is supported. Got Unsupported input type: {got:name}",
        # torch before 2.13
        "('Only tuple of tensors is supported. Got Unsupported input type: ', '{got:name}')",
        cause="a reentrant checkpoint keeps its inputs as a tuple, and got a {got}",
        fix=f"pass tensors one by one: {CALL}",
        page=PAGE,
    ),
    option(
        "recomputation.keywords",
        "ValueError: Unexpected keyword arguments: {names}",
        cause="checkpoint() with use_reentrant=True, or checkpoint_sequential(), was given keywords"
        " that it does not pass on: {names}",
        fix="use_reentrant=False passes keywords on to the function; or checkpoint(lambda x: block(x,"
        " flag=True), x)",
        page=PAGE,
        when=lambda told: any("torch/utils/checkpoint" in one.path for one in told.raised.frames),
    ),
    option(
        "recomputation.number",
        "A different number of tensors was saved during the original forward and recomputation. Number"
        " of tensors saved during forward: {first:number} Number of tensors saved during recomputation:"
        " {second:number}",
        cause="the checkpointed function computed something else the second time: it saved {first}"
        " tensors in the forward pass and {second} in the recomputation",
        fix="make it depend on its arguments alone: no counters, no global flags, no model.eval() or"
        " autocast between forward and backward",
        page=PAGE,
    ),
    option(
        "recomputation.metadata",
        "Recomputed values for the following tensors have different metadata than during the forward"
        " pass",
        cause="the checkpointed function gave tensors of another shape, dtype or device in the"
        " recomputation than in the forward pass",
        fix="call backward() under the same autocast and on the same device as forward, and let the"
        " function depend on its arguments alone; the message lists the tensors",
        page=PAGE,
    ),
    option(
        "recomputation.devices",
        "Tensor arguments, excluding CPU tensors, are detected on at least two types of devices",
        cause="the inputs of checkpoint() are on accelerators of different types, and the random state"
        " of only one is kept: dropout may differ in the recomputation",
        fix="move all inputs to one device",
        page=PAGE,
    ),
)
