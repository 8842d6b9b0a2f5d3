"""Grammatical functions around a verb or noun, with voice, control and argument transfer undone."""
