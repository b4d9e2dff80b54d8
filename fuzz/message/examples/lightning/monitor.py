# as written: RuntimeError: Early stopping conditioned on metric `val_loss` which is not available.
from lightning import Trainer
from lightning.pytorch.callbacks import EarlyStopping

Trainer(callbacks=[EarlyStopping(monitor="val_loss")])
