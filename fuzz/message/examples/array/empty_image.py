# as written: cv2.error: OpenCV(4.1.2) resize.cpp:3720: error: (-215:Assertion failed) !ssize.empty() in function 'resize'
import cv2

cv2.resize(cv2.imread("no such file.jpg"), (224, 224))
