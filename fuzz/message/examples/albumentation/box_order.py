# as written: ValueError: x_max is less than or equal to x_min for bbox (0.5, 0.4, 0.5, 0.8, 1).
import albumentations as A
import numpy as np

resize = A.Compose([A.Resize(8, 8)], bbox_params=A.BboxParams("pascal_voc"))
resize(image=np.zeros((100, 100, 3), np.uint8), bboxes=[[50, 40, 50, 80, 1]])
