"""Kunming's system (昆明): articles ``/c/2016-08-25/1192822.shtml``, whose address bears the whole day."""

from spiders.families.by_address import family_by_address

FAMILY = family_by_address(
    "kunming",
    column=r"/c/20\d\d-\d\d-\d\d/\d+\.shtml$",
    article=r"/c/20\d\d-\d\d-\d\d/\d+\.shtml$",
    hints=("/c/20",),
)
