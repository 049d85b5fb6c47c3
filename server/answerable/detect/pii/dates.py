"""Dates as people write them, as a piece of an RE2 pattern."""

from __future__ import annotations

_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre"
    r"|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)\.?"
)
DATE = (
    r"(?:(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:[12]\d|3[01]|0?[1-9])"
    r"|(?:[12]\d|3[01]|0?[1-9])[-/. ](?:[12]\d|3[01]|0?[1-9])[-/. ](?:(?:19|20)\d\d|\d\d)"
    rf"|(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|\.)?(?: of)?[ -]{_MONTH},?[ -](?:19|20)?\d\d"
    rf"|{_MONTH}[ -](?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,?[ -](?:19|20)\d\d)"
)
"""A day with its month and year, in figures or with the month's name (English, German, French, Spanish, Italian)."""
