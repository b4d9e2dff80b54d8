"""Faults of a network that is to be quantised, as its stubs say: they show after the conversion."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab

PAGE = "https://docs.pytorch.org/docs/stable/quantization.html"

REFUSED = re.compile(r"Could not run '([\w:.]+)' with arguments from the '(\w+)' backend")
"""What torch says of an operation that has no kernel for float tensors, or for quantised ones."""

FUNCTIONAL = {"add": "add", "add_": "add", "iadd": "add", "mul": "mul", "mul_": "mul", "cat": "cat"}
"""Operations that `FloatFunctional` has a method for."""

WHEN = "after torch.ao.quantization.convert()"


def quantisation(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network with a QuantStub that fails after its conversion, or returns what is quantised."""
    there = replace(unlossed(probe), against="quantised", mode="eval", backward=False)
    seen = lab.see(there)
    if isinstance(seen, Raised):
        text, fix = _why(seen)
        yield Finding(
            kind="fails",
            name="quantised",
            text=text,
            when=WHEN,
            probe=there,
            site=seen.at.site,
            place=seen.at.place,
            fix=fix,
            page=PAGE,
            exception=seen.exception,
            message=seen.message,
        )
    elif isinstance(seen, Returned) and seen.wrapped is not None:
        yield Finding(
            kind="fails",
            name="stays_quantised",
            text="what it returns is a quantised tensor, which hardly any operation and no loss takes",
            when=WHEN,
            probe=there,
            site=seen.wrapped.site,
            fix="end forward() with a stub: return self.dequant(x), torch.ao.quantization.DeQuantStub()",
            page=PAGE,
        )


def _why(raised: Raised) -> tuple[str, str]:
    op = raised.at.op.strip("_") or "an operation"
    refused = REFUSED.search(raised.message)
    if refused is not None and refused[1].startswith("quantized::"):
        what = raised.at.site or "a layer"
        return (
            f"{what} takes quantised tensors then, and gets one of {_dtype(raised)}",
            "put a QuantStub in front of it, or its DeQuantStub behind it; or leave it as it is:"
            f" model.{what}.qconfig = None",
        )
    if refused is None and "quantized" not in raised.message.lower():
        return "it does not run on what its stubs make of the input", ""
    functional = FUNCTIONAL.get(op)
    if functional is not None:
        return (
            f"{op}() has no form for quantised tensors",
            "make torch.ao.nn.quantized.FloatFunctional() in __init__(), and call it:"
            f" self.functional.{functional}(...)",
        )
    return (
        f"{op}() has no form for quantised tensors",
        "put the DeQuantStub in front of it, or replace it by a layer that can be quantised",
    )


def _dtype(raised: Raised) -> str:
    return raised.at.inputs[0].dtype if raised.at.inputs else "float32"
