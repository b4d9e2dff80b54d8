# as written: MisconfigurationException: No `training_step()` method defined. Lightning `Trainer` expects as minimum `training_step()`, `train_dataloader()` and `configure_optimizers()` to be defined.
from lightning import LightningModule, Trainer

Trainer().fit(LightningModule(), [])
