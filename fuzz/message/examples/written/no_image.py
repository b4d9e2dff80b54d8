from PIL import Image

Image.open("no_such_folder/1.jpg")
