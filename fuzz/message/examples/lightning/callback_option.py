# as written: TypeError: ModelCheckpoint.__init__() got an unexpected keyword argument 'period'
from pytorch_lightning.callbacks import ModelCheckpoint

ModelCheckpoint(period=2)
