"""A graph folder enters, answers to questions about it leave."""
