# as written: ValueError: Expected x_max for bbox (0.5, 0.4, 1.003, 0.8, 1) to be in the range [0.0, 1.0], got 1.003.
import albumentations as A
import numpy as np

resize = A.Compose([A.Resize(8, 8)], bbox_params=A.BboxParams("pascal_voc"))
resize(image=np.zeros((100, 100, 3), np.uint8), bboxes=[[50, 40, 100.3, 80, 1]])
