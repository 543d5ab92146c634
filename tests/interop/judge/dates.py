"""Dates as far as they are known: a year, a month, a day, or an interval of two of them."""

import calendar
from datetime import date


def days(written):
    """The first and the last day that a date can mean; nothing if one of them is not in the calendar or it ends before it starts."""
    try:
        parts = [one_side(side) for side in written.split("/")]
    except ValueError:
        return None
    first, last = parts[0][0], parts[-1][1]
    return (first, last) if first <= last else None


def one_side(written):
    numbers = [int(number) for number in written.split("-")]
    if len(numbers) == 3:
        day = date(*numbers)
        return day, day
    year, month = numbers[0], numbers[1:]
    first, last = (month[0], month[0]) if month else (1, 12)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def is_before(one, other):
    """Whether a date is certainly before another one. A date that never was is neither before nor after any other."""
    one, other = days(one), days(other)
    return bool(one and other) and one[1] < other[0]


def years_later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
