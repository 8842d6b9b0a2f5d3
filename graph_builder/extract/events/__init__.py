"""Event candidates: which words begin an event, and who fills the slots of its frame."""
