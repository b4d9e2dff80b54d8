ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
DICT = {char: number for number, char in enumerate(ALPHABET, start=1)}


def encode(text):
    return [DICT[char.lower()] for char in text]


encode("Café")
