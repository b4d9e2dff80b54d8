"""Entries for the tests of the catalogue, and Hypothesis strategies for them."""

from typing import Any

from hypothesis import strategies as st

from fuzz.campaign.event import Met
from fuzz.catalogue import Entry, Found, Observation, Proof
from fuzz.catalogue.entry import group_without_rule, identify
from fuzz.verdict import Finding, Signature, Wording
from resnet_fuzz import Case
from strategies.input import Input
from strategies.loss import Loss
from strategies.subject import Subject

SIGNATURE = Signature(
    stage="forward",
    kind="spurious",
    op="conv2d",
    exception="RuntimeError",
    template="expected # channels",
)
SEEN = Observation(
    torch="2.13.0",
    torchvision="0.28.0",
    device="cpu",
    stage="forward",
    exception="RuntimeError",
    message="expected 3 channels",
    site="conv1",
)
CASES = (
    Case(input=Input(shape=(2, 4, 32, 32))),
    Case(input=Input(shape=(2, 1, 224, 224))),
    Case(subject=Subject(num_classes=10), loss=Loss("MSELoss", {"reduction": "sum"})),
)


def entry(**fields: Any) -> Entry:
    """An entry with some fields of its own, the others those of a plain one."""
    plain: dict[str, Any] = {"signature": SIGNATURE, "case": CASES[0], "observed": (SEEN,)}
    given = {**plain, **fields}
    told = given["signature"]
    wordings = (Wording(told.exception, told.template),) if told.exception else ()
    group = told.rule or group_without_rule(told)
    return Entry(**{"group": group, "wordings": wordings, **given})


def met(
    signature: Signature = SIGNATURE, message: str = SEEN.message, *, shard: int = 0, at: float = 1.0
) -> Met:
    """The news of a failure."""
    finding = Finding(signature, "forward", message, "conv1", "RuntimeError")
    found = Found(0, shard, 0)
    return Met(at=at, shard=shard, id=identify(signature), finding=finding, case=CASES[0], found=found)


signatures = st.builds(
    Signature,
    stage=st.sampled_from(("build", "forward", "loss")),
    kind=st.just("spurious"),
    op=st.sampled_from(("conv2d", "linear")),
    exception=st.just("RuntimeError"),
    template=st.sampled_from(("expected # channels", "<shape>")),
)
observations = st.builds(
    Observation,
    torch=st.sampled_from(("2.12.0", "2.13.0")),
    torchvision=st.just("0.28.0"),
    device=st.sampled_from(("cpu", "NVIDIA H100")),
    stage=st.sampled_from(("forward", "loss")),
    exception=st.sampled_from(("RuntimeError", "ValueError")),
    message=st.sampled_from(("expected 3 channels", "expected 1 channels")),
    site=st.sampled_from(("", "conv1")),
    output=st.sampled_from((None, (), (2, 1000))),
)
proofs = st.builds(
    Proof,
    output=st.sampled_from((None, (2, 1000))),
    dtype=st.sampled_from(("", "float32")),
    differs=st.sampled_from(((), ("output",), ("loss", "gradient"))),
)
entries = st.builds(
    entry,
    signature=signatures,
    case=st.sampled_from(CASES),
    cause=st.sampled_from(("", "Conv2d expects 3 input channels (in_channels=3), but its input has 4")),
    passing=st.none() | st.sampled_from(CASES),
    proof=st.none() | proofs,
    region=st.sampled_from(("", "Fails for every value tried.")),
    wordings=st.lists(
        st.builds(Wording, st.just("RuntimeError"), st.sampled_from(("#", "x"))), max_size=2
    ).map(lambda found: tuple(sorted(set(found)))),
    sites=st.lists(st.sampled_from(("", "conv1", "layer4.0.conv2")), max_size=3).map(tuple),
    observed=st.lists(observations, max_size=4).map(tuple),
    found=st.none() | st.builds(Found, *[st.integers(0, 2)] * 3),
)
