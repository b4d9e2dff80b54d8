import io
import pickle

file = io.BytesIO(b"U\x01\x8c.")
pickle.load(file)
