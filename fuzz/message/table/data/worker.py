"""Messages of the worker processes of a DataLoader."""

from fuzz.message.reading import Told, also, plain, reading
from fuzz.message.table.data.collate import DATA

WORKERS = f"{DATA}#single-and-multi-process-data-loading"
SHARING = "https://docs.pytorch.org/docs/stable/multiprocessing.html#sharing-strategies"
CUDA = "https://docs.pytorch.org/docs/stable/notes/multiprocessing.html#cuda-in-multiprocessing"
WINDOWS = "https://docs.pytorch.org/docs/stable/notes/windows.html#multiprocessing-error-without-if-clause-protection"
GENERATOR = "https://docs.pytorch.org/docs/stable/generated/torch.Generator.html"
PIN = f"{DATA}#memory-pinning"
ALONE = "with num_workers=0 the error of the data set itself is seen"


def _in_process(told: Told) -> bool:
    """Whether a process was started, if frames tell: a copy and a file are made by pickle as well."""
    frames = told.raised.frames
    if any("torch.save(" in line for line in (*told.shown, *told.rest.splitlines())):
        return False
    return not frames or any(
        "/utils/data/" in frame.path or "multiprocessing/" in frame.path for frame in frames
    )


def _of_workers(told: Told) -> bool:
    message = told.raised.message
    return "ancdata" in message or "ommunication with the workers" in message


READINGS = (
    reading(
        "is killed by signal: Bus error",
        "bus error encountered in worker",
        answers=(
            plain(
                "worker.shared_memory",
                cause="the workers of the DataLoader ran out of shared memory (/dev/shm), through which"
                " they pass their batches; a container has 64 MB unless told otherwise",
                fix="start the container with --shm-size=8g or --ipc=host, or use fewer workers; with"
                " num_workers=0 no shared memory is needed",
                page=WORKERS,
            ),
        ),
        anywhere=True,
    ),
    reading(
        "is killed by signal: Killed",
        answers=(
            plain(
                "worker.out_of_memory",
                cause="the operating system killed a worker of the DataLoader, which it does when main"
                " memory is used up: each worker holds a copy of what the data set touches",
                fix="use fewer workers or a smaller prefetch_factor, and read images in __getitem__ in"
                " place of holding them all in the data set",
                page=WORKERS,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "is killed by signal: Segmentation fault",
        "is killed by signal: Aborted",
        answers=(
            plain(
                "worker.crashed",
                cause="a library that the data set calls crashed in a worker of the DataLoader: OpenCV"
                " with its own threads, an image library, or a file handle opened before the fork",
                fix="call cv2.setNumThreads(0), open files (HDF5, LMDB) in __getitem__ of each"
                " worker, and"
                f" find the sample: {ALONE}",
                page=WORKERS,
                confidence="possible",
            ),
        ),
    ),
    reading(
        "DataLoader worker (pid(s) {pids}) exited unexpectedly",
        answers=(
            plain(
                "worker.exited",
                cause="worker processes of the DataLoader ({pids}) ended without an exception: what"
                " ended them stands above this message, in the output of the worker",
                fix=f"use num_workers=0: {ALONE}; on Windows put the program under"
                " if __name__ == '__main__':",
                page=WORKERS,
                confidence="possible",
                tell="an earlier message of the worker in the log (bootstrapping phase, bus error, an"
                " exception of the data set) is the cause",
            ),
            also(
                plain(
                    "worker.exited_killed",
                    cause="the operating system killed the workers ({pids}) because main memory was"
                    " used up",
                    fix="use fewer workers, and read images in __getitem__ in place of holding them all",
                    page=WORKERS,
                    confidence="possible",
                    tell="dmesg | grep -i killed shows the processes, or memory grows until it happens",
                )
            ),
        ),
    ),
    reading(
        "DataLoader timed out after {seconds:number} seconds",
        answers=(
            plain(
                "worker.timed_out",
                cause="no worker of the DataLoader gave a batch within timeout={seconds} seconds:"
                " reading"
                " is slower than that, or a worker waits for a lock",
                fix=f"raise timeout (0 waits for ever), or find the slow sample: {ALONE}",
                page=WORKERS,
            ),
        ),
    ),
    reading(
        "Too many open files",
        "received 0 items of ancdata",
        answers=(
            plain(
                "worker.open_files",
                cause="each tensor that a worker passes holds an open file, and the limit of the process"
                " is reached: batches are kept in a list, or a batch consists of very many tensors",
                fix="copy what is kept (labels.clone() or .numpy().copy()), raise the limit (ulimit -n"
                " 65535), or call torch.multiprocessing.set_sharing_strategy('file_system')",
                page=SHARING,
                confidence="likely",
                when=lambda told: told.place == "data" or _of_workers(told),
            ),
        ),
    ),
    reading(
        "An attempt has been made to start a new process before the current process has finished its"
        " bootstrapping phase",
        answers=(
            plain(
                "worker.main_guard",
                cause="processes are started by spawn (Windows, macOS), which imports the script"
                " anew: its"
                " top level is run again in each worker and tries to start workers itself",
                fix="put what the script does into def main(), and call it under"
                " if __name__ == '__main__':; num_workers=0 needs no processes",
                page=WINDOWS,
            ),
        ),
    ),
    reading(
        "Cannot re-initialize CUDA in forked subprocess",
        "CUDA error: initialization error",
        answers=(
            plain(
                "worker.cuda_in_fork",
                cause="a forked worker uses CUDA, which the parent process has used already: the data"
                " set, its transform or collate_fn moves tensors to the GPU",
                fix="keep tensors on the CPU in the data set, and move the batch in the loop:"
                " images.to(device, non_blocking=True) with pin_memory=True; or num_workers=0",
                page=CUDA,
            ),
        ),
    ),
    reading(
        "cannot pin '{kind:type}' only dense CPU tensors can be pinned",
        "cannot pin '{kind:type}' only CPU memory can be pinned",
        "cannot pin '{kind:type}' only dense CPU tensors",
        answers=(
            plain(
                "worker.pinned_twice",
                cause="pin_memory=True copies batches from pageable CPU memory, but the data set or"
                " collate_fn gives a {kind}, which is not in CPU memory",
                fix="leave the tensors on the CPU in the data set and move the batch in the loop, or use"
                " pin_memory=False",
                page=PIN,
            ),
        ),
    ),
    reading(
        "Expected a '{wanted:name}' device type for generator but found '{got:name}'",
        "Expected a '{wanted:name}:0' generator device but found '{got:name}'",
        "Expected a '{wanted:name}' generator device but found '{got:name}'",
        answers=(
            plain(
                "worker.generator_device",
                cause="random numbers are drawn on {wanted}, but the generator is of {got}; the sampler"
                " draws where torch.set_default_device or set_default_tensor_type says",
                fix="pass DataLoader(..., generator=torch.Generator(device='{wanted}')), or do not set a"
                " default device and move the model and each batch with .to(device)",
                page=GENERATOR,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "Can't pickle local object '{name:text}'",
        "Can't get local object '{name:text}'",
        "Can't pickle <function {name:text} at",
        answers=(
            plain(
                "worker.local_function",
                cause="workers started by spawn (Windows, macOS) get the data set, its transforms and"
                " the"
                " collate_fn by pickle, which does not take functions defined in functions or lambdas"
                " ({name})",
                fix="define it at the top level of a module (for a transform, a class with __call__), or"
                " use num_workers=0",
                page=WORKERS,
                confidence="likely",
                when=_in_process,
            ),
        ),
    ),
    reading(
        "cannot pickle '{what:name}' object",
        "can't pickle {what:name} objects",
        "{what:name} objects cannot be pickled",
        "Can't pickle {what:text}: attribute lookup",
        "Can't pickle {what:text}: it's not the same object as",
        answers=(
            plain(
                "worker.unpicklable",
                cause="workers started by spawn (Windows, macOS) get the data set by pickle, and it"
                " holds"
                " something that pickle does not take: {what}, as of an open file or database, a lock, a"
                " generator, or a class that is not defined at the top level of a module",
                fix="make it in the worker: self.file = None in __init__ of the data set, and if"
                " self.file is None: self.file = h5py.File(path) in __getitem__; or use num_workers=0",
                page=WORKERS,
                confidence="likely",
                when=_in_process,
            ),
        ),
    ),
    reading(
        "unable to open shared memory object",
        "unable to mmap {} bytes from file",
        answers=(
            plain(
                "worker.shared_object",
                cause="a batch could not be passed through shared memory: /dev/shm is full, or the limit"
                " of open files or mappings is reached",
                fix="raise --shm-size of the container and ulimit -n, or use fewer workers",
                page=SHARING,
                confidence="likely",
                when=lambda told: told.place in ("", "data"),
            ),
        ),
    ),
    reading(
        "AssertionError: can only test a child process",
        answers=(
            plain(
                "worker.not_a_child",
                cause="an iterator of a DataLoader is thrown away in another process than the one that"
                " started its workers: a harmless message of notebooks, where workers are forked with"
                " an older iterator (or a progress bar of tqdm.auto) in them",
                fix="nothing has to be done; num_workers=0, or from tqdm import tqdm in place of"
                " tqdm.auto, silences it",
                page=WORKERS,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "This DataLoader will create {got:number} worker processes in total. Our suggested max number of"
        " worker in current system is {most:number}",
        answers=(
            plain(
                "worker.too_many",
                cause="the DataLoader has {got} workers on {most} cores: they take turns, and may freeze"
                " or slow down",
                fix="num_workers={most} or fewer",
                page=WORKERS,
            ),
        ),
    ),
)
