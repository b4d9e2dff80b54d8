"""What a network is: its modules, what they hold, and the lines in which they were made."""
