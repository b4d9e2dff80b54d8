"""Messages about tensors that NumPy, matplotlib or scikit-learn can't read where they are."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.machine.device import device_in

NUMPY = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.numpy.html"


def _accelerator(told: Told) -> bool:
    return device_in(told.text("d")) not in ("", "cpu")


READINGS = (
    reading(
        # torch/csrc/utils/tensor_numpy.cpp
        "can't convert {d:device} device type tensor to numpy",
        # torch 0.3 to 1.9: https://github.com/pytorch/pytorch/blob/v1.1.0/torch/csrc/utils/tensor_numpy.cpp
        "can't convert {d:device} tensor to numpy",
        answers=(
            plain(
                "convert.on_gpu",
                cause="a tensor on {d} is converted to a NumPy array (by numpy(), or by NumPy,"
                " matplotlib or scikit-learn that got the tensor), and NumPy reads only the memory of"
                " the CPU",
                fix="copy it to the CPU first: x.detach().cpu().numpy()",
                page=NUMPY,
                when=_accelerator,
            ),
        ),
    ),
)
