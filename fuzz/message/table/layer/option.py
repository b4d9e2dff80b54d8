"""Messages about options of layers: of pooling, dropout, softmax, upsampling, attention, recurrence."""

from fuzz.message.reading import Told, asked, reading
from fuzz.message.table.layer.pages import functional, module
from fuzz.message.words import option, saying
from strategies.layer.activation import IMPLICIT
from strategies.layer.common_rules import bound
from strategies.layer.pooling import RATIO
from strategies.layer.recurrent import BETWEEN

ATTENTION = module("MultiheadAttention")
INTERPOLATE = functional("interpolate")
BEFORE_POOLING = (
    "pass the size of what the pooling layer got: unpool(x, indices, output_size=before_pool.size());"
    " without output_size it is worked out, and padding larger than the kernel makes it negative"
)


def _softmax(told: Told) -> str:
    return {"log_softmax": "LogSoftmax", "softmin": "Softmin"}.get(told.text("name"), "Softmax")


def _differ(told: Told) -> bool:
    return told.shape("got") != told.shape("wanted")


READINGS = (
    reading(
        "fractional_max_pool{n:number}d requires output_ratio to either be a single Int or tuple of"
        " Ints",
        answers=(
            asked(
                "forward",
                lambda told: f"FractionalMaxPool{told.text('n')}d",
                saying(RATIO, "a float or {n} floats between 0 and 1", "another number of values"),
                fix="pass one ratio for all axes, output_ratio=0.5, or {n} of them",
            ),
        ),
    ),
    option(
        "pooling.unpool_negative",
        "max_unpooling: output_size must contain non-negative spatial dimensions, but got"
        " output_size[{dim:number}]={got:number}",
        cause="the output_size of unpooling has the size {got} at position {dim}, and must have 0 or"
        " more",
        fix=BEFORE_POOLING,
        page=module("MaxUnpool2d"),
    ),
    option(
        "pooling.unpool_negative",
        "numel: integer multiplication overflow",  # torch before 2.13
        cause="the output_size of unpooling is negative, and must have 0 or more in each dimension",
        fix=BEFORE_POOLING,
        page=module("MaxUnpool2d"),
        when=lambda told: any("max_unpool" in one.function for one in told.raised.frames),
    ),
    option(
        "pooling.kernel",
        "ValueError: kernel_size must be greater than 0, but got {got}",
        "ValueError: kernel_size must greater than 0, but got {got}",  # torch before 2.13
        cause="the pooling layer was made with kernel_size={got}; each of its sizes must be 1 or more",
        fix="print what kernel_size is worked out from; use a positive one: kernel_size=2",
        page=module("FractionalMaxPool3d"),
    ),
    reading(
        "norm_type must be a non-zero value, but got {got}",  # since torch 2.14
        answers=(asked("build", "LPPool2d", saying(bound("norm_type", 1), "1", "{got}")),),
    ),
    option(
        "activation.softmax_dim",
        "dim must be an int or None, got <class '{got:name}'>",  # since torch 2.14
        cause="dim of nn.Softmax and nn.LogSoftmax is the number of one dimension, but is a {got}",
        fix="nn.Softmax(dim=1) for outputs [N, classes]",
        page=module("Softmax"),
    ),
    option(
        "dropout.two_dimensions",
        "dropout{n:number}d: Received a {got:number}-D input to dropout{n:number}d, which is deprecated"
        " and will result in an error in a future release",
        cause="Dropout{n}d drops whole channels of feature maps, but its input has {got} dimensions: of"
        " an output [N, features] it drops other things than single features",
        fix="use nn.Dropout(p) behind flatten or a linear layer; Dropout{n}d belongs behind"
        " convolutions",
        page=module("Dropout2d"),
    ),
    option(
        "dropout.three_dimensions",
        "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior"
        " is desired",
        cause="Dropout2d got a 3D input and reads it as (N, C, L), not as one image (C, H, W)",
        fix="use nn.Dropout1d for sequences (N, C, L); give one image a batch of its own:"
        " x.unsqueeze(0)",
        page=module("Dropout2d"),
    ),
    option(
        "activation.glu_scalar",
        "glu does not support scalars because halving size must be even",
        cause="GLU halves a dimension of its input, which is a single number (0 dimensions)",
        fix="pass a tensor with an even size in the dimension that is halved: nn.GLU(dim=1) for"
        " [N, 2 * C, H, W]",
        page=module("GLU"),
    ),
    reading(
        "Implicit dimension choice for {name:name} has been deprecated. Change the call to include"
        " dim=X as an argument",
        answers=(
            asked(
                "forward",
                _softmax,
                saying(IMPLICIT, "1", "0 or 1, by the number of dimensions of the input"),
                fix="pass dim explicitly: F.{name}(output, dim=1) for outputs [N, classes]",
            ),
        ),
    ),
    option(
        "resizing.both",
        "AssertionError: scale_factor must be None when size is specified",
        "AssertionError: size must be None when scale_factor is specified",
        cause="F.interpolate was given both size and scale_factor, and takes exactly one",
        fix="leave out one of them: F.interpolate(x, size=(224, 224)), or F.interpolate(x,"
        " scale_factor=2)",
        page=INTERPOLATE,
    ),
    option(
        "resizing.lanczos",
        "ValueError: Lanczos mode does not support align_corners=True",
        "ValueError: Lanczos mode requires antialias=True",
        cause="F.interpolate(mode='lanczos') works with antialias=True and without align_corners alone",
        fix="F.interpolate(x, size=size, mode='lanczos', antialias=True), or mode='bicubic'",
        page=INTERPOLATE,
    ),
    option(
        "attention.mask_shape",
        "Expected `attn_mask` shape to be ({wanted:shape}) but got torch.Size([{got:shape}])",
        "Expected `attn_mask` shape to be {wanted:shape} but got {got:shape}",
        cause="the attn_mask of an attention without a batch must have the shape ({wanted}) (heads,"
        " length of query, length of key), but has ({got})",
        fix="make it of the lengths of query and key: a 2D mask (length of query, length of key) holds"
        " for all heads",
        page=ATTENTION,
        when=_differ,
    ),
    option(
        "attention.mask_rank",
        "attn_mask's dimension {got:number} is not supported",
        cause="the attn_mask of the attention has {got} dimensions, and must have 2 or 3",
        fix="pass (length of query, length of key) for the whole batch, or (N * num_heads, length of"
        " query, length of key); what hides padding is key_padding_mask, (N, length of key)",
        page=ATTENTION,
    ),
    option(
        "convolution.output_size_length",
        "ConvTranspose{n:number}D: for {rank:number}D input, output_size must have {axes:number} or"
        " {all:number} elements (got {got:number})",
        cause="output_size of ConvTranspose{n}d has {got} values for a {rank}D input, and must have"
        " {axes} (its height, width ...) or {all} (the whole shape)",
        fix="pass the spatial sizes alone: up(x, output_size=skip.shape[2:])",
        page=module("ConvTranspose2d"),
    ),
    option(
        "normalisation.instance_size",
        "input's size at dim={dim:number} does not match num_features. You can silence this warning by"
        " not passing in num_features",
        cause="the input of an InstanceNorm has another number of channels, in dimension {dim}, than its"
        " num_features; without affine=True it is not used, so the output is right",
        fix="make them equal, as affine=True would need it: nn.InstanceNorm2d(x.size(1)), where x is [N,"
        " C, H, W]",
        page=module("InstanceNorm2d"),
    ),
    option(
        "pooling.adaptive_rank",
        "ValueError: Input dimension should be at least {wanted:number}",
        cause="an adaptive pooling layer, whose output_size has None in it, got an input of fewer than"
        " {wanted} dimensions",
        fix="give it feature maps, [N, C, H, W], before they are flattened; a single image [C, H, W]"
        " can do without the batch",
        page=module("AdaptiveAvgPool2d"),
        when=lambda told: _adaptive(told),
    ),
    reading(
        "dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects"
        " num_layers greater than 1, but got dropout={p:word} and num_layers={n:number}",
        answers=(asked("build", "LSTM", saying(BETWEEN, "2 or more", "{n}")),),
    ),
    option(
        "recurrent.projection",
        "proj_size should be a positive integer or zero to disable projections",
        cause="proj_size of the LSTM is negative; it is the number of features that its hidden state is"
        " projected to",
        fix="leave it out, or use a number below hidden_size: nn.LSTM(64, 128, proj_size=32)",
        page=module("LSTM"),
    ),
    option(
        "recurrent.cell_rank",
        "{kind:name}Cell: Expected hidden to be 1D or 2D, got {got:number}D instead",
        "{kind:name}Cell: Expected hx[{:number}] to be 1D or 2D, got {got:number}D instead",
        cause="{kind}Cell makes one step, so that its hidden state is [N, hidden_size], but it has {got}"
        " dimensions, as the layers for whole sequences have it",
        fix="pass hidden[0], the state of one layer, or use nn.{kind} for the whole sequence",
        page=module("LSTMCell"),
    ),
    option(
        "recurrent.nonlinearity",
        "RuntimeError: Unknown nonlinearity: {got:name}",
        cause="RNNCell has no nonlinearity {got}",
        fix="use nonlinearity='tanh', the default, or 'relu'",
        page=module("RNNCell"),
    ),
)


def _adaptive(told: Told) -> bool:
    """Its words are so common that a frame has to tell the layer."""
    return any(
        frame.function in ("_list_with_default",) or "adaptive_" in frame.function
        for frame in told.raised.frames
    )
