"""The tests of this folder run small networks: threads would cost more than they bring."""

from collections.abc import Iterator

import pytest
import torch

from fuzz.execution.threads import one_thread


@pytest.fixture(scope="package", autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    one_thread()
    yield
    torch.set_num_threads(before)
