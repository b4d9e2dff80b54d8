"""How cost grows with the number of cases, of workers, and of entries: writes docs/growth.md."""
