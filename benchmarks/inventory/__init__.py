"""Inventory: what the installed torch and torchvision can say, and which of it `fuzz explain` reads."""
