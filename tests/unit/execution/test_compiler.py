"""The compiler of torch is imported by who compiles, and by nobody else."""

import subprocess
import sys
import textwrap


def ran(code: str) -> str:
    """What a new process prints: in this one the compiler may be there already."""
    command = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_second_opinion_does_not_import_the_compiler() -> None:
    said = ran(
        """
        import sys
        from fuzz.verdict.divergence import divergence
        from strategies.case import Case
        from strategies.input import Input
        from strategies.loss import Target

        case = Case(input=Input(shape=(2, 3, 32, 32)), target=Target(shape=(2,), dtype="int32"))
        found = divergence(case)
        print(found.finding.signature.kind, "torch._dynamo" in sys.modules)
        """
    )
    assert said == "divergent False\n"


def test_who_compiles_finds_the_compiler_afterwards() -> None:
    said = ran(
        """
        import torch
        from fuzz.execution.compiler import without_compiler

        norm = torch.nn.BatchNorm2d(3, device="meta")
        image = torch.empty(2, 3, 4, 4, device="meta")
        with without_compiler():
            norm(image)
        print(torch.compile(lambda x: 2 * x, backend="eager")(torch.ones(1)).item())
        print(torch.compile(norm, backend="eager")(image).shape)
        """
    )
    assert said == "2.0\ntorch.Size([2, 3, 4, 4])\n"


def test_what_asks_the_compiler_for_more_gets_the_real_one() -> None:
    said = ran(
        """
        import torch
        from fuzz.execution.compiler import without_compiler

        with without_compiler():
            import torch._dynamo.utils
            print(torch._dynamo.utils.is_compile_supported.__module__)
            print(torch._dynamo.list_backends.__module__.partition(".")[0])
        """
    )
    assert said == "torch._dynamo.utils\ntorch\n"
