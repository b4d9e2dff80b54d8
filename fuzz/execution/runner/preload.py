"""What a child has before it begins: torch, and all that an ordinary case needs, with one thread.

The process that children are forked from imports this once, so that a new child costs a fork. It has no
other thread, and no case but the ordinary one is ever run in it. There is no backward pass: where torch
sees an accelerator, the first one starts a thread for each and begins CUDA, and then no child can do
either. Source: https://github.com/pytorch/pytorch/wiki/Autograd-and-Fork
"""

from msgspec.structs import replace

from fuzz.execution.observe import observe_here
from fuzz.execution.runner import inside
from fuzz.execution.shared_forward import forget
from fuzz.execution.threads import one_thread
from strategies.case import ORDINARY
from strategies.input import Input

assert inside
one_thread()
observe_here(replace(ORDINARY, input=Input(shape=(2, 3, 32, 32)), mode="train"))
forget()
