"""Messages that earlier releases of torch alone have.

Those of 1.13 were raised by Debian's python3-torch 1.13.1; tests/replay/wordings-1.13.json has them.
"""

from fuzz.message.reading import Told, plain, reading


def _cut(told: Told) -> bool:
    return told.number("length") < 0


DEVICE = "https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.device"
AMP = "https://docs.pytorch.org/docs/stable/amp.html"
NN = "https://docs.pytorch.org/docs/stable/generated/torch.nn"
PAD = "https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html"

KINDS = ("Byte", "Char", "Short", "Int", "Long", "Double")
"""Types of input that a float layer refuses."""


def _input_type(told: Told) -> dict[str, str] | None:
    """The dtypes of input and weight; None for what is no dtype, such as a device."""
    names = told.text("input"), told.text("weight")
    if names[0] == names[1] or names[1] != "Float" or names[0] not in KINDS:
        return None
    return {"x": told.dtype("input"), "y": told.dtype("weight")}


READINGS = (
    reading(
        "'torch.device' object does not support the context manager protocol",
        answers=(
            plain(
                "earlier.device_context",
                cause="torch.device is a context manager since torch 2.0, but the installed torch is"
                " older",
                fix="update torch to 2.0 or later, or pass the device: nn.Linear(20, 30, device=device),"
                " model.to(device)",
                page=DEVICE,
            ),
        ),
    ),
    reading(
        "Currently, AutocastCPU only support Bfloat16 as the autocast_cpu_dtype",
        answers=(
            plain(
                "earlier.autocast_cpu",
                cause="autocast on the CPU takes only dtype=torch.bfloat16 in this release of torch,"
                " but got another dtype",
                fix='write torch.autocast("cpu", dtype=torch.bfloat16), or train on a GPU for float16',
                page=AMP,
            ),
        ),
    ),
    reading(
        "start ({start:number}) + length ({length:number}) exceeds dimension size ({size:number})",
        answers=(
            plain(
                "earlier.cut",
                cause="a slice of length {length} was asked for of a dimension of size {size}: a"
                " negative padding (ConstantPad, ZeroPad, F.pad) takes away more than there is",
                fix="make the negative padding smaller than the input, or check the size of the input:"
                " print(x.shape) before the padding",
                page=PAD,
                confidence="likely",
                when=_cut,
            ),
        ),
    ),
    reading(
        "input (W: {width:number})is too small. Calculated output W: {made}",
        "input (H: {height:number}, W: {width:number})is too small. Calculated output H: {made}",
        answers=(
            plain(
                "earlier.too_small",
                cause="a reflection or replication padding with negative values takes away all of an"
                " input of width {width}",
                fix="make the negative padding smaller than the input, or check the size of the input:"
                " print(x.shape) before the padding",
                page=PAD,
            ),
        ),
    ),
    reading(
        "could not create a descriptor for a dilated convolution forward propagation primitive",
        answers=(
            plain(
                "earlier.convolution_primitive",
                cause="oneDNN has no convolution with these options: mostly a kernel_size or a"
                " dilation of 0",
                fix="give kernel_size, stride and dilation values of at least 1",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html",
                confidence="likely",
            ),
        ),
    ),
    reading(
        "RuntimeError: inconsistent target size, got: {got:sizes}",
        answers=(
            plain(
                "earlier.multi_margin_target",
                cause="MultiMarginLoss expects one class index for each sample, a target of shape [N],"
                " but got a target of shape [{got}]",
                fix="pass the class indices alone, one for each row of the output: print(output.shape,"
                " target.shape)",
                page=f"{NN}.MultiMarginLoss.html",
            ),
        ),
    ),
    reading(
        "inconsistent size {got:sizes} for argument #2 'target'",
        answers=(
            plain(
                "earlier.multilabel_margin_target",
                cause="MultiLabelMarginLoss expects a target of the shape of its input, but got a target"
                " of shape [{got}]",
                fix="give each sample a row of class indices as long as its scores, filled up with -1",
                page=f"{NN}.MultiLabelMarginLoss.html",
            ),
        ),
    ),
    reading(
        # torch 0.1.12 and 0.2, of a convolution: the type of the input, and that of the weight
        # https://github.com/pytorch/pytorch/blob/v0.2.0/torch/csrc/autograd/functions/convolution.cpp
        "expected {input:type} tensor (got {weight:type} tensor)",
        answers=(
            plain(
                "earlier.input_type",
                cause="the input of the layer is {x}, and its weights are {y}: the message names the"
                " weight as what it got, but the input has to change",
                fix="convert the images in front of the network, x.float() (uint8 images divided by 255"
                " too); arrays of NumPy are float64 unless told otherwise",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.to.html",
                confidence="likely",
                more=_input_type,
            ),
        ),
    ),
)
