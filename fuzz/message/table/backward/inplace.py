"""Messages about tensors that are modified in place."""

import re

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.words import saying
from strategies.contract.backward import MODIFIED_IN_PLACE
from strategies.contract.surgery import NOT_COPIED

CHECKS = "https://docs.pytorch.org/docs/stable/notes/autograd.html#in-place-correctness-checks"

KEEPING = re.compile(
    r"relu|threshold|sigmoid|tanh|exp|sqrt|softmax|hardtanh|elu|norm(?!al)|dropout|reciprocal|std",
    re.IGNORECASE,
)
"""Operations that save their own output for backward."""

PARALLEL = re.compile(r"DistributedDataParallel|\bDDP\b|nn/parallel/distributed\.py")
TRANSPOSED = re.compile(r"^(?:T|AsStrided|Transpose|Permute)(?:Backward\d?)?$")
"""What a weight goes through on its way into a Linear layer."""


def _of_weight(told: Told) -> bool:
    """A tensor that no operation made, or a matrix that was only transposed, is a parameter."""
    turned = TRANSPOSED.match(told.text("operation")) and len(told.shape("shape")) == 2
    return not told.text("operation") or bool(turned)


def _of_buffer(told: Told) -> bool:
    """A vector, as the statistics of a normalisation are, where the text speaks of DDP."""
    vector = not told.text("operation") and len(told.shape("shape")) == 1
    shown = (told.rest, *(f"{one.path} {one.source}" for one in told.raised.frames))
    return vector and any(PARALLEL.search(text) for text in shown)


def _of_activation(told: Told) -> bool:
    return bool(KEEPING.search(told.text("operation")))


def _made_by(told: Told) -> dict[str, str]:
    """What made the tensor, which earlier releases do not name."""
    made = (
        f", which {told.text('operation')} made or was the last to modify,"
        if "operation" in told
        else ""
    )
    return {"of": made}


def _split(told: Told) -> bool:
    return bool(re.search(r"Split|Unbind|Chunk|Unsafe", told.text("operation")))


def _copied(told: Told) -> bool:
    """Whether an output is written into a tensor that was made before, by the sizes and the lines."""
    shown = any(re.search(r"\.copy_\(|forward_hook|hook", line) for line in told.shown)
    return shown or any("hook" in one.function for one in told.raised.frames)


HOOKED = plain(
    "autograd.hook_inplace",
    cause="a module with a full backward hook (one's own, or those that Opacus and others put on each"
    " layer) returns a view of its tensors, and the operation behind it modifies that view in place:"
    " nn.ReLU(inplace=True), or out += identity",
    fix="use inplace=False: for m in model.modules(): if isinstance(m, nn.ReLU): m.inplace = False,"
    " and out = out + identity in place of out += identity in forward() of the blocks, which"
    " torchvision's have (copy the class, or take a ResNet without); where the hook is your own, hook"
    " a layer with no in-place operation behind it (layer4 in place of its relu or bn), or take the"
    " gradient with output.register_hook() in a forward hook",
    page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook",
    when=lambda told: "BackwardHook" in told.raised.message,
)

READINGS = (
    reading(
        "has been modified by an inplace operation",
        "modified by an in-place operation",
        "modified by an in place operation",
        answers=(
            asked(
                "backward",
                "network",
                saying(MODIFIED_IN_PLACE, "an earlier layer", "a later layer"),
                confidence="likely",
                fix="use inplace=False in the activations (nn.ReLU(inplace=False)), out = out +"
                " identity in place of out += identity, and call optimizer.step() only behind all"
                " backward(); torch.autograd.set_detect_anomaly(True) shows the operation",
            ),
        ),
    ),
    reading(
        "has been modified by an inplace operation: [{kind:name} {shape:sizes}], which is output"
        " {:number} of {operation}, is at version {version:number}; expected version {wanted:number}"
        " instead",
        "has been modified by an inplace operation: [{kind:name} {shape:sizes}] is at version"
        " {version:number}; expected version {wanted:number} instead",
        answers=(
            plain(
                "autograd.buffers_broadcast",
                cause="DistributedDataParallel copies the buffers of the first process, such as the"
                " statistics of BatchNorm of shape [{shape}], into the others before each forward pass:"
                " the second of two forward passes modifies in place what backward() of the first needs"
                " (it is at version {version}, and version {wanted} was saved)",
                fix="DistributedDataParallel(model, broadcast_buffers=False); or one forward pass for"
                " both inputs, model(torch.cat([a, b])), or backward() between the two;"
                " SyncBatchNorm.convert_sync_batchnorm(model) keeps the statistics alike",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.parallel"
                ".DistributedDataParallel.html",
                confidence="likely",
                when=_of_buffer,
            ),
            plain(
                "autograd.stepped",
                cause="a parameter of shape [{shape}] was modified between forward and backward (it is"
                " at version {version}, and version {wanted} was saved): optimizer.step() of one loss"
                " came before backward() of another that was computed with the old weights",
                fix="call all backward() before any optimizer.step(), or compute the second loss anew"
                " behind the first step (discriminator(fake.detach()) for the discriminator of a GAN);"
                " under DistributedDataParallel with two forward passes before backward(),"
                " broadcast_buffers=False",
                page=CHECKS,
                confidence="likely",
                when=_of_weight,
            ),
            plain(
                "autograd.after_activation",
                cause="a tensor of shape [{shape}] that {operation} returned, or modified itself with"
                " inplace=True, was saved for backward and modified in place afterwards (it is at"
                " version {version}, and version {wanted} was saved): by an inplace=True layer, +=, *=,"
                " an index assignment, or a method that ends in _ (unsqueeze_, add_, relu_)",
                fix="modify a new tensor: out = out + identity in place of out += identity, x ="
                " x.clone() before x[...] = ..., x = x.unsqueeze(1) in place of x.unsqueeze_(1), and"
                " inplace=False in the activation or dropout behind it",
                page=CHECKS,
                when=_of_activation,
            ),
            plain(
                "autograd.inplace",
                cause="a tensor of shape [{shape}]{of} was saved for backward and modified in place"
                " afterwards (it is at version {version}, and version {wanted} was saved)",
                tell="[{shape}] is a batch of features, and no weight of the network",
                fix="look for what changes it in place: x /= norm, x -= mean, x *= scale, x[...] = ...,"
                " a method that ends in _, or nn.ReLU(inplace=True) behind it; write x = x / norm, out"
                " = out + identity, F.normalize(x), nn.ReLU(inplace=False);"
                " torch.autograd.set_detect_anomaly(True) shows the operation that saved it",
                page=CHECKS,
                more=_made_by,
            ),
        ),
    ),
    reading(
        "leaf Variable that requires grad {} in-place operation",
        # torch 0.1 to 1.7: https://github.com/pytorch/pytorch/blob/v1.0.0/torch/csrc/autograd/functions/accumulate_grad.cpp
        "leaf variable has been moved into the graph interior",
        "leaf variable was used in an inplace operation",
        answers=(
            asked(
                "build",
                "edit",
                saying(NOT_COPIED, "under torch.no_grad()", "with gradients enabled"),
                cause="a leaf tensor that requires grad, such as a parameter, is modified in place: by"
                " +=, an assignment to a part of it, a function that ends in _ (copy_, fill_, relu_),"
                " or an nn.ReLU(inplace=True) that is applied to it",
                fix="to edit or initialize a weight do it inside of a torch.no_grad() block; in forward"
                " use a new tensor: w = w + x, F.relu(self.weight) without inplace=True, or"
                " self.weight.clone()",
                when=lambda told: told.place not in ("activation", "transform", "normalisation"),
            ),
            plain(
                "autograd.leaf_input",
                cause="a leaf tensor that requires grad, the input or a parameter, is modified in place"
                " by the operation that is applied to it, such as nn.ReLU(inplace=True) or"
                " normalize(..., inplace=True)",
                fix="use inplace=False in that operation, or pass it a copy: model(x.clone()),"
                " self.relu(self.weight.clone())",
                page=CHECKS,
            ),
        ),
    ),
    reading(
        "Output {:number} of BackwardHookFunctionBackward is a view and is being modified",
        answers=(HOOKED,),
    ),
    reading(
        "Output {:number} of {operation:name} is a view and is being modified inplace",
        "Output {:number} of {operation:name} is a view and is being modified in-place",
        "Output {:number} of {operation:name} is a view and is being modified in place",
        answers=(
            HOOKED,
            plain(
                "autograd.view_of_several",
                cause="one of the tensors that {operation} returned (chunk, split, unbind, or a loop"
                " over a tensor) is modified in place, which is not allowed for a view of several",
                fix="write a = a + b in place of a += b, or modify a.clone()",
                page=CHECKS,
                when=_split,
            ),
            plain(
                "autograd.view_of_function",
                cause="the output of {operation} is a view that a custom autograd.Function made, and is"
                " modified in place",
                fix="clone it first, out = out.clone(), or write out = out + x in place of out += x",
                page=CHECKS,
            ),
        ),
    ),
    reading(
        "view was created in no_grad mode and is being modified inplace with grad mode enabled",
        "is a view and its base or another view of its base has been modified inplace. This view was"
        " created in no_grad mode",
        answers=(
            plain(
                "autograd.view_without_grad",
                cause="a view (a slice, a transpose) that was made under torch.no_grad() is modified in"
                " place outside of it",
                fix="do both under torch.no_grad(), or both outside of it",
                page=CHECKS,
            ),
        ),
    ),
    reading(
        "output with shape {got:sizes} doesn't match the broadcast shape {wanted:sizes}",
        answers=(
            plain(
                "autograd.copied_output",
                cause="the output of the layer, with its batch and places, does not fit into the"
                " tensor [{got}] that it is copied into",
                fix="keep the output itself, features['avgpool'] = output.detach().flatten(1), or copy"
                " what has the size of the tensor: embedding.copy_(output.flatten()) (for one image);"
                " the layer that is hooked has to be the pooled one, avgpool",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html",
                confidence="likely",
                when=_copied,
            ),
            plain(
                "autograd.broadcast",
                cause="an operation in place (+=, *=, add_(), copy_()) would have to change the shape"
                " of its tensor from [{got}] to [{wanted}]",
                fix="write a = a + b in place of a += b, or give both one shape first",
                page="https://docs.pytorch.org/docs/stable/notes/broadcasting.html#in-place-semantics",
                confidence="likely",
                when=lambda told: (
                    told.place not in ("transform", "data", "optimizer", "loading")
                    and len(told.shape("got")) != 3
                ),
            ),
        ),
    ),
)
