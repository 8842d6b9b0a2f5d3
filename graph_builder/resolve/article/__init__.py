"""What one article tells that decides who its mentions are, read once: its words, its names, its state, its offices."""
