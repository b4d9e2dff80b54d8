# as written: FloatingPointError: Loss became infinite or NaN at iteration=12! loss_dict = {'loss_cls': nan}
from detectron2.config import get_cfg
from detectron2.engine import DefaultTrainer

cfg = get_cfg()
cfg.SOLVER.BASE_LR = 10.0
DefaultTrainer(cfg).train()
