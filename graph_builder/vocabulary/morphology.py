"""Morphological features of Universal Dependencies that tables may name (`form:=Tense=Fut`)."""

from __future__ import annotations

# https://universaldependencies.org/u/feat/: a standard of the field, the same for every language.
FEATURES: dict[str, frozenset[str]] = {
    "Aspect": frozenset({"Hab", "Imp", "Iter", "Perf", "Prog", "Prosp"}),
    "Case": frozenset({"Abl", "Acc", "Com", "Dat", "Gen", "Ins", "Loc", "Nom", "Voc"}),
    "Definite": frozenset({"Com", "Cons", "Def", "Ind", "Spec"}),
    "Degree": frozenset({"Abs", "Aug", "Cmp", "Dim", "Equ", "Pos", "Sup"}),
    "Gender": frozenset({"Com", "Fem", "Masc", "Neut"}),
    "Mood": frozenset({"Cnd", "Des", "Imp", "Ind", "Int", "Jus", "Nec", "Opt", "Pot", "Sub"}),
    "Number": frozenset({"Coll", "Dual", "Plur", "Ptan", "Sing"}),
    "Person": frozenset({"0", "1", "2", "3", "4"}),
    "Polarity": frozenset({"Neg", "Pos"}),
    "Poss": frozenset({"Yes"}),
    "PronType": frozenset({"Art", "Dem", "Emp", "Exc", "Ind", "Int", "Neg", "Prs", "Rcp", "Rel", "Tot"}),
    "Reflex": frozenset({"Yes"}),
    "Tense": frozenset({"Fut", "Imp", "Past", "Pqp", "Pres"}),
    "VerbForm": frozenset({"Conv", "Fin", "Gdv", "Ger", "Inf", "Part", "Sup", "Vnoun"}),
    "Voice": frozenset({"Act", "Antip", "Cau", "Dir", "Inv", "Mid", "Pass", "Rcp"}),
}


def check_feature(feature: str) -> str:
    """Return what is wrong with a feature written `Name=Value`, "" where nothing is.

    >>> check_feature("Tense=Fut")
    ''
    >>> check_feature("Tensee=Fut")
    "Universal Dependencies has no feature 'Tensee'; write one such as Tense=Fut"
    """
    name, _, value = feature.partition("=")
    if name not in FEATURES:
        return f"Universal Dependencies has no feature '{name}'; write one such as Tense=Fut"
    if value not in FEATURES[name]:
        return f"the feature {name} has no value '{value}'; write one of {', '.join(sorted(FEATURES[name]))}"
    return ""
