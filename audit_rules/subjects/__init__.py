"""Which name of a column stands for which subject of the vocabulary?"""
