"""One machine as several: the tests that touch torch, and the whole replay, as lesser processors.

    python -m benchmarks.portable [PYTEST ARGUMENTS]

``ATEN_CPU_CAPABILITY`` bounds the instructions that ATen's kernels are chosen for, and
``ONEDNN_MAX_CPU_ISA`` those of oneDNN. A processor can only be made less than it is: what it hasn't is
left out, and said.
"""

import os
import subprocess
import sys
from collections.abc import Iterator

PROCESSORS = {"DEFAULT": "SSE41", "AVX2": "AVX2", "AVX512": "AVX512_CORE"}
"""What ``torch.backends.cpu.get_cpu_capability()`` says, and the bound on oneDNN that goes with it."""

TESTS = (
    "tests/quality",
    "tests/replay",
    "tests/unit/execution",
    "tests/unit/verdict",
    "tests/unit/triage",
)

ASK = "import torch; print(torch.backends.cpu.get_cpu_capability())"


def environment(name: str) -> dict[str, str]:
    """The environment of a process that takes this processor for another one."""
    bounds = {"ATEN_CPU_CAPABILITY": name.lower(), "ONEDNN_MAX_CPU_ISA": PROCESSORS[name]}
    return {**os.environ, **bounds}


def available() -> Iterator[str]:
    """The processors that this machine can stand in for, the least first."""
    for name in PROCESSORS:
        done = subprocess.run(
            [sys.executable, "-c", ASK],
            env=environment(name),
            capture_output=True,
            text=True,
            check=True,
        )
        if done.stdout.strip() == name:
            yield name


def main() -> int:
    """Run it all on each, and leave with 1 where something fails on one of them."""
    names = list(available())
    left_out = sorted(PROCESSORS.keys() - names)
    print(f"this machine stands in for: {', '.join(names)}" + "".join(f"; not {n}" for n in left_out))
    commands = {
        "tests": ["-m", "pytest", "-q", "-n", "2", *TESTS, *sys.argv[1:]],
        "replay": ["-m", "resnet_fuzz", "replay"],
    }
    failed = False
    for name in names:
        for what, command in commands.items():
            done = subprocess.run(
                [sys.executable, *command],
                env=environment(name),
                stdout=subprocess.PIPE,
                text=True,
                check=False,
            )
            failed |= done.returncode != 0
            if done.returncode != 0:
                print(done.stdout)
            print(f"{name}, {what}: {done.stdout.splitlines()[-1]}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
