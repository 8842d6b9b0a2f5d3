"""What is said of an event: whether it happened, who says so, when and where."""
