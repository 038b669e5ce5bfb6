"""How many of the cross-references that somebody marked by hand does `suggest links` propose?"""
