"""What fuzzing is compared with: every other way to run the same cases, each in a process of its own."""
