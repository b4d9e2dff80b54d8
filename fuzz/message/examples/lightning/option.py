# as written: TypeError: Trainer.__init__() got an unexpected keyword argument 'gpus'
from lightning import Trainer

Trainer(gpus=1)
