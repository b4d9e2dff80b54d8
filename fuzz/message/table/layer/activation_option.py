"""Messages about the options of activations and dropout, and about inputs that are no numbers."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import function, functional, module
from fuzz.message.table.loss.common import shows
from strategies.rule import SAME_TYPE


def _typed(told: Told) -> None:
    got, wanted = told.dtype("got"), told.dtype("wanted")
    SAME_TYPE.require(got == wanted, wanted, got)


READINGS = (
    reading(
        "ZeroDivisionError: alpha cannot be 0 for CELU",
        answers=(
            plain(
                "activation.celu",
                cause="CELU divides its input by alpha, which is 0",
                fix="use nn.CELU(alpha=1.0), the default, or nn.ReLU(), which CELU comes to for a small"
                " alpha",
                page=module("CELU"),
            ),
        ),
    ),
    reading(
        "Boolean inputs not supported for {op:name}",
        "Bool inputs not supported for {op:name}",
        answers=(
            plain(
                "activation.bool",
                cause="{op} needs numbers, but its input is a tensor of bools, such as a comparison or a"
                " mask gives (ReLU6 is a hardtanh)",
                fix="convert it first: x.float(); a mask is mostly meant to be multiplied,"
                " x * mask, and not to go through the layers",
                page=module("ReLU"),
            ),
        ),
    ),
    reading(
        "cannot do hardtanh on an unsigned type with negative limits",
        answers=(
            plain(
                "activation.unsigned",
                cause="hardtanh got a tensor of uint8, which has no negative numbers, but its min_val is"
                " negative: the images were not converted to floating point",
                fix="convert them first: x = x.float() / 255 (transforms.ToTensor() does so)",
                page=module("Hardtanh"),
            ),
        ),
    ),
    reading(
        "In-place elu backward calculation is triggered with a negative slope which is not supported",
        "In-place leakyReLu backward calculation is triggered with a negative slope which is not",
        answers=(
            plain(
                "activation.negative_slope",
                cause="an activation with inplace=True has overwritten its input, and with a negative"
                " alpha or negative_slope the gradient cannot be worked out from its output",
                fix="leave out inplace=True, or use a positive slope: nn.LeakyReLU(0.01),"
                " nn.ELU(alpha=1.0)",
                page=module("LeakyReLU"),
            ),
        ),
    ),
    reading(
        "lambda must be in range [0, {most:word}] for input dtype {kind:type}, but found {got:name}",
        # torch 1.5 to 2.4: aten/src/ATen/native/Activation.cpp, softshrink_check
        "lambda must be greater or equal to 0, but found to be {got:name}",
        answers=(
            plain(
                "activation.softshrink",
                cause="Softshrink takes a lambd that is 0 or more, and that its input's dtype can hold,"
                " but got {got}",
                fix="use nn.Softshrink(lambd=0.5), the default",
                page=module("Softshrink"),
            ),
        ),
    ),
    reading(
        "prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {rank:number}",
        answers=(
            plain(
                "activation.prelu_weight",
                cause="the weight of PReLU must be one number, or one for each channel (1D), but it has"
                " {rank} dimensions",
                fix="use nn.PReLU(num_parameters=channels), or flatten the weight: weight.flatten()",
                page=functional("prelu"),
                when=lambda told: told.number("rank") > 1,
            ),
        ),
    ),
    reading(
        "prelu: Type promoting not supported. Got {got:type} and {wanted:type}",
        answers=(
            asked(
                "forward",
                "PReLU",
                _typed,
                fix="convert the input, x = x.to(model.weight.dtype) (x.float() for data from NumPy),"
                " or run model and input under torch.autocast",
            ),
        ),
    ),
    reading(
        "Not allow zero-dim input tensor",
        answers=(
            plain(
                "activation.prelu_scalar",
                cause="PReLU has a weight for each channel, but its input is a single number without"
                " dimensions, such as a mean over everything",
                fix="keep the dimensions of batch and channels in front of it:"
                " x.mean(dim=(2, 3)) instead of x.mean()",
                page=module("PReLU"),
            ),
        ),
    ),
    reading(
        "rrelu: lower bound must be finite, got {got:name}",
        "rrelu: upper bound must be finite, got {got:name}",
        answers=(
            plain(
                "activation.rrelu",
                cause="the bounds of RReLU must be finite, but one is {got}",
                fix="use nn.RReLU(lower=1/8, upper=1/3), the default",
                page=module("RReLU"),
            ),
        ),
    ),
    reading(
        "approximate argument must be either none or tanh",
        answers=(
            plain(
                "activation.gelu",
                cause="GELU was made with an approximate that it does not know: it is the string 'none'"
                " or 'tanh'",
                fix="use nn.GELU(), or nn.GELU(approximate='tanh')",
                page=module("GELU"),
            ),
        ),
    ),
    reading(
        "Feature dropout requires at least 2 dimensions in the input",
        answers=(
            plain(
                "activation.feature_dropout",
                cause="Dropout2d drops whole channels of [N, C, H, W], but its input has fewer than 2"
                " dimensions",
                fix="use nn.Dropout behind the flatten, which takes any shape; print(x.shape) in front"
                " of it shows whether the batch dimension was squeezed away",
                page=module("Dropout2d"),
            ),
        ),
    ),
    reading(
        "RuntimeError: eps must be non-negative, got: {got:name}",
        answers=(
            plain(
                "activation.similarity_eps",
                cause="the eps of cosine_similarity keeps it from dividing by 0, and is {got}",
                fix="use nn.CosineSimilarity(dim=1, eps=1e-8), the default",
                page=module("CosineSimilarity"),
            ),
        ),
    ),
    reading(
        "expected common dtype to be floating point, yet common dtype is {got:type}",
        answers=(
            plain(
                "activation.similarity_type",
                cause="cosine_similarity needs floating-point features, but both of its inputs are"
                " {got}",
                fix="convert them: F.cosine_similarity(a.float(), b.float(), dim=1)",
                page=functional("cosine_similarity"),
            ),
        ),
    ),
    reading(
        "Subtraction, the `-` operator, with a bool tensor is not supported",
        "Subtraction, the `-` operator, with two bool tensors is not supported",
        answers=(
            plain(
                "loss.bool_target",
                cause="the target of binary_cross_entropy_with_logits (BCEWithLogitsLoss) is a tensor of"
                " bools, such as a mask, of which the loss takes 1 - target",
                fix="convert the target: criterion(output, target.float())",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html",
                when=lambda told: shows(told, r"binary_cross_entropy|BCE\w*Loss\b"),
            ),
            plain(
                "dtype.subtracted",
                cause="one side of a subtraction is a tensor of bools, such as a mask or a comparison"
                " gives, for which there is no minus",
                fix="invert a mask with ~mask instead of 1 - mask, find where two masks differ with"
                " a ^ b, or count with numbers: 1 - mask.float()",
                page=function("sub"),
            ),
        ),
    ),
    reading(
        "For integral input tensors, argument alpha must not be a floating point number",
        answers=(
            plain(
                "dtype.alpha",
                cause="tensors of integers are added with a factor, alpha, that is no integer; in a"
                " moving average of a model this is num_batches_tracked of a batch norm, which is int64",
                fix="convert the tensors first, a.float().add(b, alpha=0.1), and copy the entries of a"
                " state_dict that are not floating-point instead of averaging them:"
                " if value.is_floating_point()",
                page=function("add"),
            ),
        ),
    ),
)
