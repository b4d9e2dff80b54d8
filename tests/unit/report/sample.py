"""A report for tests of renderers, with all that a message can do to one."""

from typing import Any

from fuzz.campaign.gate import Standing
from fuzz.campaign.grid import Cell
from fuzz.campaign.summary import Summary
from fuzz.campaign.unseen import Unseen
from fuzz.report.told import Contract, Dots, Limit, Problem, Report, Run, Variant

HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    " \"quoted\" 'single' `tick` & &lt; ]]> --> :: %0A | \x1b[31m\x00 \u202egnp.exe \u2028 "
    "{{ 7*7 }} {% if %}\n# second line, \U0001f4a3 end"
)
LONG = "expected " + "x" * 20_000


def problem(**fields: Any) -> Problem:
    """A problem with some fields of its own, the others those of a plain one."""
    plain: dict[str, Any] = {
        "id": "channels",
        "status": "new",
        "kind": "rejected",
        "stage": "forward",
        "title": "Conv2d expects 3 channels, but its input has 4",
        "headline": "RuntimeError: expected 3 channels  [rejected, forward, conv2d.channels]",
        "exception": "RuntimeError",
        "message": "expected 3 channels",
        "rule": "conv2d.channels",
        "cause": "Conv2d expects 3 channels, but its input has 4",
        "fix": "pass 3 channels",
        "page": "https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html",
        "proof": "with the change that is advised, it passes",
        "region": "Fails for channel count from 4 on; height and width do not matter.",
        "script": "import torch\n\nprint(1)\n",
        "diff": ("- x = torch.randn(2, 4)", "+ x = torch.randn(2, 3)"),
        "variants": (
            Variant(id="forward-conv2d.channels-rejected", line="one", stage="forward", kind="rejected"),
        ),
        "seen": ("torch 2.13.0, torchvision 0.28.0, cpu at conv1",),
        "layers": ("Conv2d",),
        "sites": ("conv1",),
        "releases": ("2.13.0",),
        "runs": ("night",),
    }
    return Problem(**{**plain, **fields})


LOSS = problem(
    id="logits",
    status="changed",
    kind="silent",
    stage="loss",
    title="CrossEntropyLoss expects logits",
    exception="",
    message="",
    layers=(),
    losses=("CrossEntropyLoss",),
    sites=(),
    region="",
    variants=(Variant(id="loss-logits-silent", line="two", stage="loss", kind="silent"),),
)
KNOWN = problem(id="scalar", status="known", kind="misplaced", stage="backward", exception="ValueError")
HARMFUL = problem(
    id="a <b> & \"c\" 'd'",
    title=HOSTILE,
    headline=HOSTILE,
    message=HOSTILE,
    exception="Error<script>",
    rule=HOSTILE,
    cause=HOSTILE,
    fix=HOSTILE,
    page="javascript:alert(1)",
    proof=HOSTILE,
    region=HOSTILE,
    script=HOSTILE,
    diff=(f"- {HOSTILE}", f"+ {HOSTILE}"),
    variants=(Variant(id=HOSTILE, line=HOSTILE, stage=HOSTILE, kind=HOSTILE),),
    seen=(HOSTILE,),
    layers=(HOSTILE, "b|ar"),
    losses=(HOSTILE,),
    sites=(HOSTILE,),
    releases=(HOSTILE,),
    runs=(HOSTILE,),
)
ENDLESS = problem(id="endless", title=LONG, headline=LONG, message=LONG, cause=LONG)

LOSSES = (
    Cell("CrossEntropyLoss", "int64 classes", fine=3, silent={"loss-logits-silent": 5}),
    Cell("MSELoss", "another dtype", raises={"loss-gone-rejected": 2}),
)
SIZES = (
    Cell("nothing cut off", "224 px or more", fine=9),
    Cell("last 2 cut off", "1 px", fine=1, raises={"forward-conv2d.channels-rejected": 4}),
)


def summary(**fields: Any) -> Summary:
    """A summary with some fields of its own."""
    plain: dict[str, Any] = {
        "seed": 3,
        "workers": 2,
        "stop_reason": "time",
        "seconds": 90.0,
        "cases": 5000,
        "combinations": 90_000,
        "cases_per_second": 55.5,
        "combinations_per_second": 1000.0,
        "findings": {"rejected": 3},
        "entries": {"rejected": 2, "silent": 1},
        "causes": 3,
        "proven": 3,
        "known": 0,
        "discovery": (1.0, 2.0, 2.0),
        "coverage": {"layer": (3, 7), "loss": (5, 5)},
        "standing": Standing(
            new=("channels",),
            changed=("logits",),
            reworded=(),
            known=("scalar",),
            not_met=(),
            accepted=(),
            expired=(),
            failing=("channels",),
        ),
        "unseen": Unseen(failures=12.0, per_case=0.01),
        "behind": 0,
        "unstable": (),
        "unproven": (),
        "cut_short": (),
        "died": 0,
        "torch": "2.13.0",
        "torchvision": "0.28.0",
        "devices": ("cpu",),
    }
    return Summary(**{**plain, **fields})


def run(name: str = "night", **fields: Any) -> Run:
    """A run that came to its end."""
    return Run(
        name=name,
        summary=summary(**fields),
        discovery=((1.0, "channels"), (2.0, "logits")),
        untried={"layer": ("Conv1d: stem",)},
    )


def report(*problems: Problem, **fields: Any) -> Report:
    """A report of a run with these problems."""
    plain: dict[str, Any] = {
        "subject": "ResNet-50",
        "model": "resnet50",
        "problems": problems or (problem(fails=True), LOSS, KNOWN),
        "runs": (run(),),
        "losses": LOSSES,
        "sizes": SIZES,
    }
    return Report(**{**plain, **fields})


CHECKED = Report(
    subject="shop.models:build",
    problems=(
        problem(
            id="1-linear.in_features",
            status="found",
            kind="fails",
            stage="in eval mode",
            fails=True,
            path="shop/models.py",
            line=9,
            runs=(),
            variants=(),
        ),
    ),
    contract=Contract(
        form="(N, 3, H, W)",
        dtypes=("float32", "float64"),
        limits=(Limit(text="H, W >= 7", passes="[2, 3, 7, 7]", fails="[2, 3, 6, 6]"),),
        sizes=(Dots(name="height and width", passed=(7, 8, 64), failed=(1, 2, 6)),),
        returns=("[2, 10], for [2, 3, 64, 64]",),
    ),
    left_out=("for lack of time, float16",),
    facts={"runs of the network": "84"},
)
