"""What people ask about images and labels that are not what they should be, and about several GPUs."""

from fuzz.message.symptom import symptom

DOCS = "https://docs.pytorch.org/docs/stable/"
DATA = f"{DOCS}data.html"
VISION = "https://docs.pytorch.org/vision/stable/"
DDP = f"{DOCS}generated/torch.nn.parallel.DistributedDataParallel.html"
GPUS = r"\bddp\b|distributed|multi[- ]?gpu|\bgpus\b|DataParallel"

SYMPTOMS = (
    symptom(
        "workers_alike",
        r"worker",
        r"(?:np|numpy)\.?\w*\.?random|random numbers?|augment|\bcrops?\b",
        r"\bsame\b|identical|duplicat|repeat",
        cause="the workers of a DataLoader are copies of one process, with one state of NumPy's random"
        " numbers: each draws the same, and so in each epoch (torch 1.9 and later seed NumPy in each"
        " worker)",
        fix="worker_init_fn=lambda _: np.random.seed(torch.initial_seed() % 2**32), or draw by torch:"
        " torch.randint(0, 100, (10,))",
        page=f"{DATA}#randomness-in-multi-process-data-loading",
    ),
    symptom(
        "lists_transposed",
        r"data ?-?loader|collate|__getitem__",
        r"\blists?\b",
        r"transpos|\bswapped\b|(?:list|tuple) of (?:\d+ |\w+ )?(?:tensors?|elements)|wrong (?:shape"
        r"|dimension)"
        r"|unexpected shape|instead of (?:a |one )?(?:tensor|\[|\()|shape (?:is )?\[?\(?\d+, ?\d+",
        r"labels?|targets?|box|__getitem__|annotation",
        cause="default_collate goes into lists: of a target that is a Python list of n numbers it"
        " makes a list"
        " of n tensors, the first numbers of all samples, the second ones, and so on",
        fix="return a tensor from __getitem__: torch.tensor(target, dtype=torch.float32), which is"
        " stacked to"
        " [N, n]; for lists of different lengths (boxes) a collate_fn of your own: lambda batch:"
        " tuple(zip(*batch))",
        page=f"{DATA}#torch.utils.data.default_collate",
    ),
    symptom(
        "passed_through",
        r"transforms?\.v2|\bv2\b",
        r"numpy|ndarray|\bnp\.|\barrays?\b",
        r"silent|without (?:resiz|crop|normali|chang|transform|any)\w*|no effect|(?:\bnot|n't"
        r"|n\u2019t) (?:\w+ )?"
        r"(?:resiz|crop|chang|appl|work|transform|normali)\w*|unchanged|nothing|ignore|pass(?:es"
        r"|ed)? through",
        cause="the transforms of v2 change what they know, images of PIL, tensors and tv_tensors, and"
        " hand on"
        " all else as it is: an array of NumPy goes through them untouched, and nothing is raised",
        fix="make an image of it first: v2.Compose([v2.ToImage(), v2.Resize((224, 224)),"
        " v2.ToDtype(torch.float32, scale=True)]), with arrays [H, W] or [H, W, C]",
        page=f"{VISION}transforms.html",
    ),
    symptom(
        "folders_in_order",
        r"class_to_idx|ImageFolder",
        r"(?:alphabet\w*|\border\b).{0,60}(?:wrong|\bmix|differ|swap)|\bmixed up|mismatch|swapped"
        r"|wrong (?:class|label)|differ\w* (?:between|in|from)|(?:\bnot|n't) (?:match|correspond|agree"
        r"|fit)",
        cause="ImageFolder numbers classes by the order of the names of their folders: where the folders"
        " of training and test are not the same (a class is missing, names such as 1, 10, 2), the same"
        " number means another class",
        fix="print both class_to_idx; keep that of the training beside the weights and use it for names:"
        " names = {i: name for name, i in train.class_to_idx.items()}; an empty folder in the test set"
        " keeps the order (allow_empty=True)",
        page=f"{VISION}generated/torchvision.datasets.ImageFolder.html",
    ),
    symptom(
        "mask_interpolated",
        r"\bmasks?\b|label maps?|segmentation",
        r"resiz|interpolat|bilinear|rotat",
        r"\b(?:new|other|unexpected|strange|extra|wrong|more|intermediate|fraction\w*) (?:values?"
        r"|labels?"
        r"|class\w*)|in-?between",
        cause="a mask of class numbers was resized (or rotated) with interpolation, which makes numbers"
        " between those of two classes at their border",
        fix="InterpolationMode.NEAREST for masks: v2.Resize does so for tv_tensors.Mask; print"
        "(mask.unique()) tells",
        page=f"{VISION}transforms.html",
    ),
    symptom(
        "mask_apart",
        r"\bmasks?\b|\bboxes\b|keypoints",
        r"\b(?:random\w*|augment\w*|crop\w*|flip\w*)\b",
        r"differently|not (?:be )?align|misalign|different (?:random|crop|flip|transform)|out of sync"
        r"|(?:n't|not|no longer) (?:match|fit|correspond|belong)",
        cause="image and mask went through a random transform one after the other, which draws anew for"
        " each",
        fix="pass both in one call: torchvision.transforms.v2 with tv_tensors.Mask, or albumentations"
        " A.Compose(...)(image=image, mask=mask); by hand draw once, RandomCrop.get_params, and apply"
        " functional.crop to both",
        page=f"{VISION}transforms.html",
    ),
    symptom(
        "bytes_wrap",
        r"\buint8\b|\bbytes?\b",
        r"wrap\w*|overflow\w*|\b25[0-6]\b.{0,20}in(?:stead| place) of",
        r"subtract|minus|normali[sz]|negative",
        cause="uint8 knows 0 to 255: what is below or above comes out at the other end",
        fix="convert first: image.float() (or astype(np.float32)), then subtract and divide",
        page=f"{DOCS}tensor_attributes.html#torch.dtype",
    ),
    symptom(
        "bytes_into_detector",
        r"\buint8\b|\bbytes?\b|0 (?:to|-) ?255",
        r"r-?cnn|retinanet|\bssd\b|\bfcos\b|detector|detection",
        r"\bnan\b|\binf|nothing|no (?:boxes|detections?)|wrong|garbage",
        cause="a detector of torchvision takes images of floats in 0 to 1, which it normalises itself:"
        " of uint8"
        " the mean and std become 0, and NaN comes of it (later releases raise a TypeError)",
        fix="image.float() / 255, ToTensor(), or v2.ToDtype(torch.float32, scale=True)",
        page=f"{VISION}models.html#object-detection",
    ),
    symptom(
        "shuffled_apart",
        r"shuffl",
        r"(?:labels?|predictions?|targets?|names?|files?)\b.{0,40}(?:not match|n't match|mismatch"
        r"|misalign"
        r"|wrong order|different order|not correspond|n't correspond|out of order)",
        cause="with shuffle=True a DataLoader takes the samples in another order each time it is gone"
        " through, so that predictions and what was read in another pass do not belong together",
        fix="shuffle=False for evaluation, and take images, labels and names of one batch together"
        " (return"
        " the name or index in __getitem__)",
        page=DATA,
    ),
    symptom(
        "share_for_whole",
        GPUS,
        r"accura|\bloss\b|\bmetrics?\b",
        r"(?:decreas|drop|lower|fall|smaller|wors|halv)\w*.{0,60}(?:\bgpus?\b|multiple|rank|process|times)"
        r"|(?:\bgpus?\b|multiple|rank|process|ddp)\b.{0,80}(?:decreas|drop|lower|fall|smaller|wors|halv)\w*",
        cause="each process sees its share of the data, and counts it: divided by the whole data set an"
        " accuracy comes out N times too small with N GPUs. Where it is the network that is worse, N"
        " GPUs make a batch N times as large with fewer steps, and BatchNorm sees the batch of one GPU",
        fix="add up the counts of all, dist.all_reduce(correct), dist.all_reduce(total), or divide by"
        " len(sampler); scale the learning rate with the batch and warm it up, and convert by"
        " nn.SyncBatchNorm.convert_sync_batchnorm(model) where a GPU has few images",
        page=DDP,
        confidence="possible",
    ),
    symptom(
        "sampled_alike",
        r"DistributedSampler",
        r"\b(?:not|n't|cannot|can't|never|no)\b.{0,30}(?:re-?)?shuffl|shuffl\w*.{0,30}\b(?:not|n't"
        r"|no effect)\b"
        r"|\bsame (?:order|sequence|batch\w*|indices|samples?|shuffl\w*|permutation)|set_epoch",
        cause="DistributedSampler draws its order from a seed and the number of the epoch, which stays 0"
        " until it is told: every epoch has the same order",
        fix="sampler.set_epoch(epoch) in front of each epoch, before the loader is iterated;"
        " DataLoader(dataset, sampler=sampler) without shuffle=True",
        page=f"{DATA}#torch.utils.data.distributed.DistributedSampler",
        unless=r"\.set_epoch\(",
    ),
    symptom(
        "sampled_twice",
        r"DistributedSampler|\bddp\b|distributed",
        r"valid|evaluat|\btest",
        r"divisib|\bpads?\b|padd(?:ed|ing)|duplicat|repeat\w* (?:samples?|images?)|(?:some|extra"
        r"|additional|more)"
        r" (?:samples|images)|evenly",
        cause="DistributedSampler gives each process equally many samples, and repeats some at the end"
        " where"
        " they do not divide: a metric over all processes counts those twice",
        fix="validate on one process (or on each over all of the data), or drop what was added: gather"
        " predictions, labels and indices, and keep the first of each index; drop_last=True leaves"
        " samples out instead",
        page=f"{DATA}#torch.utils.data.distributed.DistributedSampler",
    ),
    symptom(
        "ranks_alike",
        r"\bddp\b|distributed|\branks?\b",
        r"same (?:data|batch\w*|images?|samples?)\b|same (?:order|shuffl\w*)(?: in| of)? (?:each"
        r"|every) epoch",
        r"each|every|all|epoch",
        cause="without a DistributedSampler each process goes through all of the data, and without"
        " sampler.set_epoch(epoch) in the same order in each epoch",
        fix="sampler = DistributedSampler(dataset), DataLoader(dataset, sampler=sampler, shuffle=False),"
        " and sampler.set_epoch(epoch) in front of each epoch",
        page=f"{DATA}#torch.utils.data.distributed.DistributedSampler",
    ),
    symptom(
        "slower_on_more",
        r"DataParallel|multi[- ]?gpu|multiple gpus|(?:two|2|4|8) gpus",
        r"\bslow(?:er|s|ed)?\b|no speed-?up|not faster|as long as",
        cause="nn.DataParallel copies the network to each GPU for each batch, from one process, and"
        " gathers the outputs on the first: small batches or networks, or data that are loaded too"
        " slowly, make that slower than one GPU",
        fix="DistributedDataParallel, a process for each GPU (torchrun --nproc_per_node=N); a batch N"
        " times as large, and more workers; nvidia-smi shows whether the GPUs wait",
        page=DDP,
        confidence="possible",
    ),
)
"""The symptoms, the more telling ones first."""
