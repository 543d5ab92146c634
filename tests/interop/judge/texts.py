"""The normal view of a text, and where quotes stand in it."""

import re
import unicodedata

HYPHENS = "-\u2010\u2011"
SOFT_HYPHEN = "\u00ad"
# A line ends with one of these; a page or a paragraph ends with one of the others.
LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028]")
ENDS_MORE = re.compile("[\f\u2029]")
# The spaces that do not break: alone between two digits one of them groups these.
GROUPING = "\u00a0\u2007\u2009\u202f"
IN_NUMBERS = ".,'’\u00a0"
SIGNS = "+-−±"


def normal_view(text):
    """The one reading of a text that quotes are compared with.

    Each run of white space is one space, a space that groups digits is U+00A0, and a hyphen at the end of a line takes the next line on
    to itself, unless a blank line or the end of a page or paragraph stands between them.
    """
    parts = re.split(SPACES, unicodedata.normalize("NFC", text))
    view = parts[0]
    for space, after in zip(parts[1::2], parts[2::2]):
        before = view[-1:]
        if len(space) == 1 and space in GROUPING and before.isnumeric() and after[:1].isnumeric():
            view += "\u00a0"
        elif not (before and before in HYPHENS + SOFT_HYPHEN and is_one_line_end(space)):
            view += " "
        view += after
    return view.strip(" ")


def is_one_line_end(space):
    return len(LINE_END.findall(space)) == 1 and not ENDS_MORE.search(space)


# White space as Unicode has it; Python takes four control characters for it as well.
SPACES = "([\t-\r \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+)"


def is_of_word(char):
    return bool(char) and (char.isalnum() or unicodedata.category(char).startswith("M"))


def prints(char):
    return unicodedata.category(char) != "Cf"


def is_inside_word(view, at):
    """Whether a word or a number goes on over this place of a text."""
    before = [char for char in reversed(view[max(at - 20, 0):at]) if prints(char)][:2] + ["", ""]
    after = [char for char in view[at:at + 20] if prints(char)][:2] + ["", ""]
    (left, left2), (right, right2) = before[:2], after[:2]
    if not left or not right:
        return False
    # A combining mark belongs to the character before it.
    if (is_of_word(left) and is_of_word(right)) or unicodedata.category(right).startswith("M"):
        return True
    # A hyphen with a letter or digit on either side does not end a word.
    if (left in HYPHENS and is_of_word(left2) and is_of_word(right)) or (right in HYPHENS and is_of_word(left) and is_of_word(right2)):
        return True
    # A number is one word with its sign and the marks between its digits.
    if right.isnumeric() and not is_of_word(left):
        opens = not left2 or left2.isspace() or left2 in "([{"
        return (left in IN_NUMBERS and left2.isnumeric()) or (left in SIGNS and opens)
    return left.isnumeric() and right in IN_NUMBERS and right2.isnumeric()


def stands(view, quote):
    """Where a quote stands in a text, as whole words."""
    places, at = [], view.find(quote)
    while at >= 0:
        if not is_inside_word(view, at) and not is_inside_word(view, at + len(quote)):
            places.append((at, at + len(quote)))
        at = view.find(quote, at + 1)
    return places


def words(text):
    """The number of words: of what stands between spaces, what has a letter or a digit."""
    return sum(any(is_of_word(char) for char in part) for part in text.split())
