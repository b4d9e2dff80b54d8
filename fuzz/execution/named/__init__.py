"""What a user names on a command line: MODULE:FACTORY, found and built; and lines of the user's code."""
