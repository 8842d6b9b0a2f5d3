"""Finders of what a sentence tells: events by their frames, evaluations, offices, memberships."""
