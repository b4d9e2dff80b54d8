"""What people ask about programs that stand still or are slow, and about what was exported."""

from fuzz.message.symptom import symptom

DOCS = "https://docs.pytorch.org/docs/stable/"
DATA = f"{DOCS}data.html"
DDP = f"{DOCS}generated/torch.nn.parallel.DistributedDataParallel.html"
COMPILED = f"{DOCS}torch.compiler_troubleshooting.html"
HANGS = (
    r"\bhang(?:s|ing)?\b|\bhung\b|\bstuck\b|freez\w*|\bfroze\b|dead-?lock\w*|stands? still"
    r"|never (?:ends|finish\w*)"
)
SLOW = (
    r"\bslow\w*|\bbottleneck|takes (?:too |very |so )?(?:long|most)|\butili[sz]ation\b.{0,20}(?:low"
    r"|\b0 ?%)"
    r"|(?:low|\b0 ?%|poor|idle)\b.{0,20}\b(?:util|usage|gpu)"
)
PROCESSES = (
    r"\bddp\b|DistributedDataParallel|distributed|torchrun|\branks?\b|all_reduce|\bnccl\b|multi-?gpu"
)

SYMPTOMS = (
    symptom(
        "ranks_wait",
        PROCESSES,
        HANGS,
        cause="one process waits in a collective call (backward, SyncBatchNorm, all_reduce, barrier)"
        " that"
        " another does not make: it has fewer batches, ended with an error, or validates, saves or"
        " logs on"
        " rank 0 alone with such a call inside",
        fix="look at the output of every rank for an error; as many batches for each"
        " (DistributedSampler,"
        " drop_last=True, or with model.join()); on rank 0 alone use model.module, which synchronises"
        " nothing, and dist.barrier() on all; TORCH_DISTRIBUTED_DEBUG=DETAIL names the call",
        page=DDP,
        confidence="possible",
        unless=r"\b(?:loss|accura\w*|acc|lr|learning rate)\b.{0,30}(?:stuck|freez|froz)",
    ),
    symptom(
        "loader_hangs",
        r"num_workers|data ?-?loader|\bworkers\b",
        HANGS,
        cause="a worker of the DataLoader waits for something: in a notebook on Windows or macOS it is"
        " started anew and cannot import what stands in a cell; forked beside OpenCV or a lock that was"
        " held, it waits for a thread that is not there; or /dev/shm is full",
        fix="num_workers=0 shows whether it is the workers, and the error if there is one; then move the"
        " data set to a module of its own with if __name__ == '__main__': around the training,"
        " cv2.setNumThreads(0), --shm-size=8g in a container, and timeout=60 to be told",
        page=f"{DATA}#multi-process-data-loading",
        confidence="possible",
        unless=r"\b(?:loss|accura\w*|acc|lr|learning rate)\b.{0,30}(?:stuck|freez|froz)",
    ),
    symptom(
        "starved",
        r"data ?-?load\w*|num_workers|\bdisk\b|reading (?:the )?(?:images|data)|decod\w+",
        SLOW,
        r"\bgpu\b|train\w*|epoch|iteration",
        cause="the GPU waits for images: reading, decoding and augmenting take longer than the network",
        fix="time a loop over the loader alone; num_workers=8 (as many as there are cores),"
        " pin_memory=True, persistent_workers=True; resize the images once and keep them on a local"
        " disk, or"
        " augment on the GPU (transforms.v2 on batches)",
        page=DATA,
        confidence="possible",
    ),
    symptom(
        "no_cuda_seen",
        r"cuda\.is_available",
        r"\bfalse\b",
        cause="torch sees no GPU: it is a build for the CPU (pip takes one by default on Windows and"
        " macOS),"
        " there is no driver or it is too old for the CUDA of the build, or CUDA_VISIBLE_DEVICES or a"
        " container hides it",
        fix="print(torch.__version__, torch.version.cuda): None (or +cpu) means a CPU build, to be"
        " replaced"
        " by the command of the page; else nvidia-smi shows driver and GPU, docker run --gpus all in a"
        " container",
        page="https://pytorch.org/get-started/locally/",
    ),
    symptom(
        "compiled_again",
        r"torch\.compile|dynamo|inductor",
        r"recompil\w*|cache_size_limit|recompile_limit|every (?:iteration|step|batch)|slower",
        cause="a network is compiled anew for each new size of its input, mode (train or eval), dtype or"
        " value of a Python attribute that it asks, and after eight times torch gives up and runs it"
        " as it"
        " is; compiling takes minutes",
        fix="one size (drop_last=True, Resize), or torch.compile(model, dynamic=True);"
        " TORCH_LOGS=recompiles tells what changed; counters that forward changes belong outside;"
        " count the"
        " time behind the first iterations",
        page=COMPILED,
        confidence="possible",
    ),
    symptom(
        "exported_otherwise",
        r"\bonnx\w*|torchscript|\btrac(?:e|ed|ing)\b|tensorrt|\bexport\w*|libtorch|coreml|tflite|openvino",
        r"(?:differ\w*|wrong|\bnot (?:the )?(?:same|match\w*|equal)|n't (?:match|agree)|mismatch\w*"
        r"|inconsisten\w*|wors\w*|incorrect)",
        r"outputs?|results?|predictions?|accura\w+|scores?|values?",
        cause="what was exported is what ran for the example: in training mode (BatchNorm by the batch,"
        " dropout), with the branches and sizes of that input. Or the images reach it otherwise than in"
        " Python: BGR, 0 to 255, channels last, another resizing",
        fix="model.eval() before the export, then give both the very same array:"
        " np.testing.assert_allclose(a, b, rtol=1e-3, atol=1e-5). If these agree it is the preparation"
        " of"
        " the images; small differences are those of float32 and fused layers",
        page=f"{DOCS}onnx.html",
        confidence="possible",
    ),
)
"""The symptoms, the more telling ones first."""
