"""What people ask about a training that runs, and not as it should: schedules, resuming, modes."""

from fuzz.message.symptom import symptom

DOCS = "https://docs.pytorch.org/docs/stable/"
NN = f"{DOCS}generated/torch.nn."
OPTIM = f"{DOCS}optim.html"
NOT = r"(?:\bnot|n't|n\u2019t|\bnever|\bno longer)"
NORM = r"batch ?-?norm|\bbn\b|running_?(?:mean|var|stat)"

SYMPTOMS = (
    symptom(
        "statistics_without_grad",
        NORM,
        r"no_grad|validat|evaluat",
        r"(?:updat|chang|mov|modif)\w*",
        r"train\(\)|train(?:ing)? mode|although|even|still|despite",
        cause="the statistics of BatchNorm are buffers, which each forward pass in training mode moves,"
        " under torch.no_grad() too: that leaves out gradients and nothing else",
        fix="model.eval() in front of the validation, and model.train() behind it",
        page=f"{NN}BatchNorm2d.html",
    ),
    symptom(
        "schedule_stalls",
        r"schedul",
        r"(?:learning rate|\blr\b)(?: \w+){0,3} (?:is|becom\w+|became|stays?|goes|drops?|falls?|at|to|=)"
        r"(?: \w+){0,3} (?:0(?:\.0+)?(?![.\d])|zero\b|\d?\.?\d*e-\d{2}|vanish\w*|tiny\b)"
        rf"|\bloss\b.{{0,25}}{NOT}(?: \w+){{0,2}} (?:come|go|decreas|drop|fall|improv)"
        rf"|{NOT} (?:seem to )?(?:train|learn|converg)",
        cause="either scheduler.step() is called for each batch where the schedule counts epochs, which"
        " brings the learning rate to 0 within the first one; or it stands in place of"
        " optimizer.step(), and it changes the learning rate alone, and no weight",
        fix="optimizer.step() for each batch, scheduler.step() once behind all batches of an epoch (for"
        " each batch only where the schedule is made of batches, as OneCycleLR);"
        " print(scheduler.get_last_lr())",
        page=f"{OPTIM}#how-to-adjust-learning-rate",
        confidence="possible",
    ),
    symptom(
        "rate_by_attribute",
        r"\boptim\w*\.(?:lr|learning_rate) ?=",
        cause="an optimizer has its learning rate in its groups: optimizer.lr = ... makes an attribute"
        " that nothing reads",
        fix="for group in optimizer.param_groups: group['lr'] = 1e-4; or a scheduler",
        page=OPTIM,
    ),
    symptom(
        "average_of_before",
        r"\bema\b|moving average|averaged weights",
        r"resum|load|checkpoint|pre-?trained",
        r"\blow|wors|\bbad\b|random|\bdrops?\b|first epoch|from scratch",
        cause="the moving average of the weights (EMA) starts with those that the network has when it is"
        " made: before a checkpoint is loaded these are random, and the average, which is what is"
        " tested,"
        " needs thousands of steps to forget them",
        fix="make the EMA behind load_state_dict(), and save and load its own state beside the model's",
        page=f"{OPTIM}#weight-averaging-swa-and-ema",
        confidence="possible",
    ),
    symptom(
        "resumed",
        r"\bresum\w+|continu\w+ (?:the )?training|restart\w* (?:the )?training",
        r"\bloss\b|accura",
        r"\bjump|higher|increas|wors|\bdrops?\b|spike|goes up|from scratch|starts? (?:again|over)",
        cause="a training that goes on needs more than the weights: the averages of the optimizer, the"
        " place in the schedule (or the learning rate begins anew), the GradScaler and the epoch",
        fix="save and load them all: {'model': model.state_dict(), 'optimizer': optimizer.state_dict(),"
        " 'scheduler': scheduler.state_dict(), 'epoch': epoch}; model.to(device) before the state of"
        " the optimizer is loaded, and model.train() behind it",
        page="https://docs.pytorch.org/tutorials/recipes/recipes/saving_and_loading_a_general_checkpoint.html",
        confidence="possible",
    ),
    symptom(
        "clipped_in_vain",
        r"clip_grad|gradient clipping|clip\w* (?:the )?gradients?",
        rf"no effect|useless|{NOT} (?:work|help|clip|chang)|still (?:explod|nan|large|huge)",
        cause="clip_grad_norm_ works on the gradients that are there: in front of backward() it has none"
        " or old ones, behind optimizer.step() it is too late, and with a GradScaler they are scaled",
        fix="loss.backward(); scaler.unscale_(optimizer) where there is a scaler;"
        " clip_grad_norm_(model.parameters(), 1.0); optimizer.step(), in this order",
        page=f"{DOCS}generated/torch.nn.utils.clip_grad_norm_.html",
    ),
    symptom(
        "gradients_wiped",
        r"zero_grad",
        r"between (?:loss\.)?backward\S* and|(?:after|behind) (?:loss\.)?backward"
        r"|before (?:the )?(?:optimi[sz]er\.)?step",
        rf"{NOT} (?:\w+ )?(?:learn|decreas|chang|updat|train|converg)|nothing|constant|same",
        cause="zero_grad() between backward() and step() wipes out the gradients before they are used",
        fix="optimizer.zero_grad(); loss.backward(); optimizer.step(), in this order",
        page=f"{DOCS}generated/torch.optim.Optimizer.zero_grad.html",
    ),
    symptom(
        "scale_falls",
        r"\bscaler?\b|loss.?scal|GradScaler|\bamp\b",
        r"(?:keeps?|kept|keep on) (?:halv|decreas|shrink|going down|getting smaller)\w*"
        r"|\bscale\w*\b.{0,30}(?:goes|drops?|falls?|down|reduc\w+) (?:down )?to (?:0|zero|\d?e-)"
        r"|skip\w* (?:all|every|each)\b|gradient overflow",
        cause="a GradScaler halves its scale and leaves a step out whenever a gradient is inf or NaN: if"
        " that goes on, it is not the scale, but the network that gives NaN (or values beyond 65504) in"
        " float16",
        fix="run some steps without autocast and look for the first NaN, torch.isfinite(x).all();"
        " compute log, exp, norms and the loss in float32 (x.float()), or use dtype=torch.bfloat16",
        page=f"{DOCS}amp.html",
    ),
    symptom(
        "low_weights",
        r"\.half\(\)|float16|bfloat16|\bbf16\b|\bfp16\b",
        rf"(?:weights?|param(?:eter)?s?) (?:\w+ ){{0,2}}(?:stop\w*|\w*{NOT}) (?:\w+ )?(?:updat|chang"
        rf"|learn)"
        r"|small updates|updates? (?:are|is|get) lost",
        cause="the weights themselves are in 16 bits: an update below about a thousandth of a weight"
        " (bfloat16: a hundredth) is rounded away",
        fix="leave the parameters in float32, and run the forward pass under torch.autocast; with"
        " float16 use a GradScaler too",
        page=f"{DOCS}amp.html",
    ),
    symptom(
        "accumulated_otherwise",
        r"gradient accumulation|accumulat\w+ (?:the )?gradients?|accumulation.steps?|GradientCumulative",
        r"(?:acc(?:ura\w+)?|results?|loss|performance|mAP)\b.{0,40}"
        r"(?:wors|\bbad\b|lower|differ|\bdrop|decreas|not the same)"
        r"|(?:wors\w*|\bbad|lower|different)\b.{0,20}(?:\bacc|results?|\bloss|performance)",
        cause="accumulated gradients are those of a larger batch only where the loss is divided by the"
        " number of steps, and no layer looks at the batch: BatchNorm normalises by each small one",
        fix="(loss / steps).backward(), optimizer.step() and zero_grad() at each last one; for BatchNorm"
        " SyncBatchNorm over several GPUs, GroupNorm, or a pretrained one in eval(); the learning rate"
        " is that of the large batch",
        page=f"{DOCS}notes/amp_examples.html#gradient-accumulation",
        confidence="possible",
    ),
    symptom(
        "teacher_moves",
        r"\bteacher\b",
        r"(?:is|gets?|being|are) (?:also )?(?:trained|updated)|as well|train(?:ing)? mode|train\(\)"
        r"|differ\w* each|each time|chang\w+",
        r"distil|student|\bkd\b",
        cause="the teacher of a distillation is part of the training: in training mode its BatchNorm and"
        " dropout move, and its parameters are trained where the optimizer has them",
        fix="teacher.eval().requires_grad_(False), with torch.no_grad(): around its forward pass, and"
        " optimizer = SGD(student.parameters()); model.train() of a module that holds both sets it back",
        page=f"{NN}Module.html#torch.nn.Module.eval",
        confidence="possible",
    ),
    symptom(
        "slower_and_slower",
        r"(?:gets?|getting|becomes?|becoming|is|are) (?:gradually |progressively )?slower (?:and"
        r" slower|with (?:each|every)|each|every|over time|as (?:the )?(?:training|epochs?))"
        r"|slower and slower",
        cause="something grows from one iteration to the next: mostly a graph that is kept (total +="
        " loss,"
        " retain_graph=True, outputs in a list), or hooks that are registered in each iteration",
        fix="total += loss.item(), features.detach(), no retain_graph=True; handle.remove() for hooks",
        page=f"{DOCS}notes/faq.html",
        confidence="possible",
    ),
    symptom(
        "batch_at_hand",
        r"batch.?size|single image|one image|batch of (?:1|one)|one by one",
        r"(?:results?|outputs?|predictions?|accurac\w+|scores?)\b.{0,30}\b(?:differ|chang|depend|var(?:y|ies)"
        r"|wrong|wors)\w*|(?:differ\w*|wrong|wors\w*|bad)\b.{0,20}\b(?:results?|outputs?|predictions?"
        r"|accurac\w+)",
        r"\binfer|\btest|\beval|\bpredict|\bvalid",
        cause="in training mode BatchNorm normalises by the batch at hand, so that the output for an"
        " image"
        " hangs on those beside it, and of one alone little is left. In eval mode only the last digits"
        " (1e-6) may differ, as other kernels are chosen",
        fix="model.eval() in front of each evaluation (print(model.training)), with torch.no_grad()",
        page=f"{NN}BatchNorm2d.html",
        confidence="possible",
    ),
    symptom(
        "not_reproducible",
        r"reproducib|determinis|\bsame result",
        r"seed",
        rf"{NOT} (?:\w+ )?(?:reproduc|determin|the same)|differ|although|despite|even (?:though|with)"
        r"|var(?:y|ies)",
        cause="a seed is one of several: NumPy and Python draw by their own, workers of a DataLoader and"
        " its shuffling by theirs, and some kernels of a GPU add in an order of chance",
        fix="random.seed(0); np.random.seed(0); torch.manual_seed(0); DataLoader(...,"
        " generator=torch.Generator().manual_seed(0), worker_init_fn=...);"
        " torch.use_deterministic_algorithms(True), torch.backends.cudnn.benchmark = False",
        page=f"{DOCS}notes/randomness.html",
        confidence="possible",
    ),
)
"""The symptoms, the more telling ones first."""
