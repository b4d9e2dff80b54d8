"""A network as plain data: its modules and their programs, which one interpreter reads."""
