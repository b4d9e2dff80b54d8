"""What every pytest run of this project shares: Hypothesis profiles, and one device per worker."""

import gc
import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings

from fuzz.cache.place import VARIABLE
from fuzz.engine.device import worker_number
from fuzz.engine.items import worker_name
from fuzz.engine.look import seats_for
from fuzz.engine.seat import take

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=SLOW)
settings.register_profile(
    "ci",
    max_examples=50,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=SLOW,
)
settings.register_profile(
    "nightly",
    max_examples=2000,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=SLOW,
)

os.environ.setdefault("OMP_NUM_THREADS", "1")  # pytest's workers have the cores already

DEFAULT_PROFILE = "ci" if os.environ.get("CI") else "dev"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", DEFAULT_PROFILE))


def pytest_configure(config: pytest.Config) -> None:
    """No test reads or writes the cache of the user who runs it; pytest's workers share one."""
    if not hasattr(config, "workerinput"):
        directory = tempfile.TemporaryDirectory(prefix="fuzz-cache-", ignore_cleanup_errors=True)
        os.environ[VARIABLE] = directory.name
        config.add_cleanup(directory.cleanup)


def pytest_collection_finish() -> None:
    """What collecting has made lives as long as the session, and is not looked through for garbage."""
    gc.freeze()


HIDDEN = {name: os.environ.get(name) for name in ("CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES")}
"""What tells a new process which GPUs it may see, and what that was before any test."""


@pytest.hookimpl(tryfirst=True)  # before what the fixtures of a module start
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The commands that a test starts see no GPU, unless it is marked as one that needs one."""
    needs_one = item.get_closest_marker("gpu") is not None
    for name, before in HIDDEN.items():
        if not needs_one:
            os.environ[name] = ""
        elif before is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = before


@pytest.fixture(scope="session")
def device(request: pytest.FixtureRequest) -> str:
    """The torch device of this worker: a GPU of its own where there is one, else the CPU."""
    seats = seats_for("auto", None).seats
    return take(seats[worker_number(worker_name(request.config)) % len(seats)])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a GPU where there is none.

    To ask for one that is available begins CUDA's driver, which from then on sees what it sees now.
    """
    wanting = [item for item in items if item.get_closest_marker("gpu")]
    if not wanting:
        return
    import torch

    if not torch.cuda.is_available():
        for item in wanting:
            item.add_marker(pytest.mark.skip(reason="needs a CUDA device, and there is none here"))
