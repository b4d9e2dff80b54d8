"""Messages of Lightning, mostly of what its second release took away."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import option

MIGRATION = "https://lightning.ai/docs/pytorch/stable/upgrade/migration_guide.html"
MODULE = "https://lightning.ai/docs/pytorch/stable/common/lightning_module.html"
CALLBACKS = "https://lightning.ai/docs/pytorch/stable/api_references.html#callbacks"
CHECKPOINTS = "https://lightning.ai/docs/pytorch/stable/common/checkpointing_basic.html"

OPTIONS = {
    "gpus": "Trainer(accelerator='gpu', devices=1) stands for gpus=1",
    "tpu_cores": "Trainer(accelerator='tpu', devices=8) stands for tpu_cores=8",
    "num_processes": "Trainer(accelerator='cpu', devices=2) stands for num_processes=2",
    "distributed_backend": "it is strategy: Trainer(strategy='ddp')",
    "resume_from_checkpoint": "it is passed to fit: trainer.fit(model, ckpt_path=path)",
    "progress_bar_refresh_rate": "callbacks=[TQDMProgressBar(refresh_rate=20)]",
    "weights_summary": "callbacks=[ModelSummary(max_depth=1)], or enable_model_summary=False",
    "checkpoint_callback": "enable_checkpointing=True, and a ModelCheckpoint goes into callbacks=[...]",
    "early_stop_callback": "an EarlyStopping goes into callbacks=[...]",
    "auto_lr_find": "Tuner(trainer).lr_find(model)",
    "auto_scale_batch_size": "Tuner(trainer).scale_batch_size(model)",
    "auto_select_gpus": "devices='auto'",
    "flush_logs_every_n_steps": "it is an option of the logger",
    "log_gpu_memory": "callbacks=[DeviceStatsMonitor()]",
    "stochastic_weight_avg": "callbacks=[StochasticWeightAveraging(swa_lrs=1e-2)]",
    "amp_level": "precision='16-mixed'",
    "amp_backend": "precision='16-mixed'",
    "replace_sampler_ddp": "it is use_distributed_sampler",
    "multiple_trainloader_mode": "CombinedLoader(loaders, mode)",
    "terminate_on_nan": "it is detect_anomaly",
    "truncated_bptt_steps": "split the batch in training_step with automatic_optimization = False",
    "track_grad_norm": "self.log_dict(grad_norm(self, norm_type=2)) in on_before_optimizer_step",
}
"""What stands for an option of the Trainer that is gone."""


def _option(told: Told) -> dict[str, str] | None:
    name = told.text("name")
    return {"stands": OPTIONS[name]} if name in OPTIONS else None


def _of_epoch(told: Told) -> dict[str, str] | None:
    found = re.fullmatch(
        r"(?:LightningModule\.)?(training|validation|test)_epoch_end", told.text("name")
    )
    return {"stage": found[1]} if found else None


OF_CALLBACKS = (
    "ModelCheckpoint", "EarlyStopping", "LearningRateMonitor", "ModelSummary", "TensorBoardLogger",
    "WandbLogger", "CSVLogger", "DDPStrategy", "DDPPlugin", "ModelPruning", "TQDMProgressBar",
)  # fmt: skip
"""Classes of Lightning beside the Trainer whose options differ between releases."""

READINGS = (
    option(
        "lightning.scheduler",
        "The provided lr scheduler `{name:name}` doesn't follow PyTorch's LRScheduler API",
        cause="the installed Lightning is older than the installed torch, or the other way round, and"
        " does"
        " not know {name} for a scheduler: torch 2.0 renamed the class that schedulers are of"
        " (LRScheduler,"
        " before _LRScheduler)",
        fix="install Lightning 2.0 (or 1.9) or later with torch 2, or torch below 2.0 with Lightning"
        " 1.x;"
        " only for a scheduler of a class of its own write def lr_scheduler_step(self, scheduler,"
        " metric):"
        " scheduler.step()",
        page=MIGRATION,
        confidence="likely",
    ),
    reading(
        "{kind:name}.__init__() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "lightning.callback_option",
                cause="{kind} of the installed Lightning has no option {name}: the code was written for"
                " another release (ModelCheckpoint has every_n_epochs since 1.4, and period no more"
                " since 1.5)",
                fix="print(pytorch_lightning.__version__), and install the release that the code was"
                " written for, or use the option of the installed one (its page lists them)",
                page=CALLBACKS,
                when=lambda told: told.text("kind") in OF_CALLBACKS,
            ),
        ),
    ),
    reading(
        "{kind:name}.__init__() got an unexpected keyword argument '{name:name}'",
        "__init__() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "lightning.option",
                cause="the Trainer of the installed Lightning has no option {name}: it was taken away,"
                " mostly with Lightning 2.0",
                fix="{stands}; or install the release that the code was written for",
                page=MIGRATION,
                confidence="likely",
                more=_option,
            ),
        ),
    ),
    reading(
        "Support for `{name:name}` has been removed in v2.0.0",
        answers=(
            plain(
                "lightning.epoch_end",
                cause="{name} is gone since Lightning 2.0: outputs of the steps are no more collected"
                " and passed on",
                fix="keep them, self.outputs.append(loss.detach()) in {stage}_step, and use them in"
                " on_{stage}_epoch_end(self), where the list is cleared; or install Lightning 1.9",
                page=MIGRATION,
                more=_of_epoch,
            ),
        ),
    ),
    option(
        "lightning.monitor",
        "Early stopping conditioned on metric `{name:name}` which is not available",
        "ModelCheckpoint(monitor='{name:name}') could not find the monitored key in the returned"
        " metrics",
        "ModelCheckpoint(monitor='{name:name}') not found in the returned metrics",
        cause="a callback watches {name}, and no value of that name was logged before it looked",
        fix="self.log('{name}', value) in validation_step (of training: on_epoch=True), under the very"
        " name that monitor= has (the message lists those that there are), with a validation set that is"
        " not empty, and let the callback look behind a validation (check_val_every_n_epoch is how"
        " seldom one runs)",
        page=CALLBACKS,
    ),
    option(
        "lightning.no_arguments",
        "type object 'Trainer' has no attribute '{name:name}'",
        "'Trainer' has no attribute '{name:name}'",
        cause="the Trainer of Lightning has no {name} any more: since 2.0 it takes no arguments of a"
        " parser",
        fix="add those that you use to the parser, and pass them by name:"
        " Trainer(max_epochs=args.max_epochs,"
        " devices=args.devices); or LightningCLI; or install the release that the code was written"
        " for, 1.9",
        page=MIGRATION,
        when=lambda told: told.text("name") in ("add_argparse_args", "from_argparse_args"),
    ),
    option(
        "lightning.no_step",
        "No `{name:name}()` method defined. Lightning `Trainer` expects as minimum",
        "No `{name:name}()` method defined to run `Trainer.",
        cause="the LightningModule has no {name}(): it is missing, misspelled, or stands inside another"
        " method by its indentation; or a module of another package, pytorch_lightning beside lightning,"
        " was passed",
        fix="define def {name}(self, ...) at the level of __init__(), and import all from one package:"
        " import lightning as L",
        page=MODULE,
    ),
    option(
        "lightning.no_checkpoint",
        "KeyError: 'pytorch-lightning_version'",
        cause="load_from_checkpoint() got a file that is no checkpoint of Lightning: it holds the"
        " weights alone, or a checkpoint of one's own",
        fix="model = Model(...), then model.load_state_dict(torch.load(path)), or of the entry that has"
        " the weights: print(torch.load(path).keys())",
        page=CHECKPOINTS,
    ),
)
