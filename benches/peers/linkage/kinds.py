"""In what two rows of one person differ, in words: to see what kinds of pairs a program misses."""
import unicodedata


def plain(text):
    """Capitals without accents, words apart."""
    letters = unicodedata.normalize("NFD", text.upper())
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


def is_one_off(a, b):
    """One character more, less or other, or two neighbours exchanged."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or a == b:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1:]
    return a[at + 1:] == b[at + 1:] or (a[at:at + 2] == b[at:at + 2][::-1] and a[at + 2:] == b[at + 2:])


def of_date(a, b):
    (year, month, day), (other_year, other_month, other_day) = (date.split("-") if date.count("-") == 2 else [date, "", ""] for date in [a, b])
    if year == other_year and (month, day) == (other_day, other_month):
        return "day and month"
    unknown = [("01", "01"), ("12", "31")]
    if year == other_year and (((month, day) in unknown) or ((other_month, other_day) in unknown) or "00" in [month, day, other_month, other_day]):
        return "unknown in part"
    if is_one_off(a, b):
        return "a digit"
    return "of one year" if year == other_year else "another"


def of_value(column, a, b):
    """None if the values are equal."""
    if not a or not b:
        return None if a == b else "missing"
    if column == "birth_date":
        return None if a == b else of_date(a, b)
    a, b = plain(a), plain(b)
    joined = a.replace(" ", ""), b.replace(" ", "")
    if a == b:
        return None
    if joined[0] == joined[1]:
        return "spaces"
    if column == "first_name" and (a.startswith(f"{b} ") or b.startswith(f"{a} ")):
        return "one list begins with the other"
    if is_one_off(*joined):
        if "name" not in column:
            return "a digit"
        return "a letter" if min(map(len, joined)) >= 5 else "a letter of a short name"
    if "name" in column and len(min(joined, key=len)) >= 3 and (joined[0].startswith(joined[1]) or joined[1].startswith(joined[0])):
        return "one begins with the other"
    return "another"


def of_pair(leaked, member):
    """In what a leaked row and a member row differ: `last_name: a letter; nir: missing`."""
    found = []
    names = [[plain(row["last_name"]), plain(row["first_name"])] for row in [leaked, member]]
    is_exchanged = names[0] == names[1][::-1] and names[0] != names[1]
    if is_exchanged:
        found.append("names exchanged")
    for column in leaked:
        if is_exchanged and column in ["last_name", "first_name"]:
            continue
        kind = of_value(column, leaked[column], member[column])
        if kind:
            found.append(f"{column}: {kind}")
    return "; ".join(found) or "nothing"
