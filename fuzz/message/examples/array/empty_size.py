# as written: cv2.error: OpenCV(4.1.2) resize.cpp:3720: error: (-215:Assertion failed) !dsize.empty() in function 'resize'
import cv2
import numpy

cv2.resize(numpy.zeros((8, 8, 3), "uint8"), (224, 0))
