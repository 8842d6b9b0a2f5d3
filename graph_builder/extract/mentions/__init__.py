"""Noun phrases and the actors that they refer to: names, demonyms, descriptions, pronouns."""
