"""Writes a town: households with frequent names, of which both files are damaged, by errors that have nothing in common with those
of `ampleur synth`. There is no NIR.

usage: town.py DIR PERSONS SEED     (needs the PyPI package Faker, for French names)

Errors are of the kinds of GeCo (Tran, Vatsalan and Christen, CIKM 2013): neighbours on the keyboard, letters that scanners mistake,
letters that sound alike, more often towards the end of a word, and other values. How frequent they are is our assumption. One
household has one contract, mostly one e-mail address, and names that pass from parent to child. One leaked row in seven is about
somebody who is in no file of members.
"""
import datetime
import pathlib
import random
import sys
import unicodedata

import files
from faker.providers.person.fr_FR import Provider as French

folder, persons, draw = pathlib.Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])
LAST, MEN, WOMEN = list(French.last_names), list(French.first_names_male), list(French.first_names_female)

# Of the rows of members and of leaks: how many have none, one, two or three errors.
ERRORS = {"members": [0.90, 0.09, 0.01, 0.0], "leak": [0.60, 0.25, 0.11, 0.04]}
STRANGERS = 1 / 7

NEAR = dict(zip("azertyuiopqsdfghjklmwxcvbn", ["zq", "aes", "zrd", "etf", "ryg", "tuh", "yij", "uok", "ipl", "om", "asw", "qdz",
            "sfe", "dgr", "fht", "gjy", "hku", "jli", "kmo", "lp", "xq", "wcs", "xvd", "cbf", "vng", "bhj"]))
SCANNED = [("m", "rn"), ("rn", "m"), ("l", "i"), ("i", "l"), ("u", "v"), ("e", "c"), ("cl", "d"), ("o", "c"), ("n", "h")]
SOUNDS = [("ph", "f"), ("eau", "au"), ("au", "o"), ("ss", "s"), ("y", "i"), ("ie", "i"), ("qu", "k"), ("ll", "l"), ("tt", "t"),
          ("nn", "n"), ("ai", "e"), ("en", "an"), ("th", "t"), ("ck", "k"), ("x", "s"), ("z", "s"), ("h", "")]


def frequent(values, power=0.8):
    """Few names are borne by many: the weight falls with the rank."""
    return draw.choices(values, [1 / (rank + 3) ** power for rank in range(len(values))])[0]


def surname():
    if draw.random() < 0.5:
        return frequent(LAST)
    # The long tail: two in three syllables of others.
    syllables = [name[: max(3, len(name) // 2)] for name in draw.sample(LAST, 2)]
    return (syllables[0] + draw.choice(LAST)[-4:].lower()).replace(" ", "")


def born(first, last):
    begin = datetime.date(first, 1, 1)
    if draw.random() < 0.01:
        return datetime.date(draw.randint(first, last), 1, 1)
    return begin + datetime.timedelta(draw.randrange((datetime.date(last, 12, 31) - begin).days))


def household(number):
    name, contract = surname(), f"{draw.randrange(10**7, 10**8)}"
    mail = f"{plain(name)}{number % 89}@{draw.choice(['orange', 'free', 'laposte', 'gmail'])}.example"
    people = []

    def add(first, date, last=name):
        address = mail if draw.random() < 0.7 else f"{plain(first)}.{plain(last)}{number % 97}@mail.example"
        people.append({"last_name": last, "first_name": first, "birth_date": date, "contract_number": contract,
                       "email": address if draw.random() < 0.8 else ""})

    parents = draw.choice([["m"], ["f"], ["m", "f"], ["m", "f"]])
    begin = draw.randint(1935, 1995)
    for sex in parents:
        other = surname() if sex == "f" and len(parents) == 2 and draw.random() < 0.2 else name
        add(frequent(MEN if sex == "m" else WOMEN), born(begin, begin + 6), other)
    for _ in range(draw.choice([0, 0, 0, 1, 2, 2, 3])):
        names = draw.choice([MEN, WOMEN])
        first = people[0]["first_name"] if names is MEN and draw.random() < 0.05 else frequent(names)
        date = born(min(begin + 24, 2018), min(begin + 38, 2023))
        add(first, date)
        if draw.random() < 0.015:
            add(frequent(names), date)
    return people


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c.isascii() and c.isalpha())


def replaced(text, pairs):
    fitting = [(old, new) for old, new in pairs if old in text.lower()]
    if not fitting:
        return typed(text)
    old, new = draw.choice(fitting)
    at = text.lower().rindex(old)
    return text[:at] + new + text[at + len(old):]


def typed(text):
    """Rather towards the end of the word."""
    at = min(int(draw.betavariate(3, 2) * len(text)), len(text) - 1)
    letter = plain(text[at]) or "e"
    what = draw.choice(["other", "other", "less", "more", "exchanged"])
    if what == "other":
        return text[:at] + draw.choice(NEAR[letter[0]]) + text[at + 1:]
    if what == "less":
        return text[:at] + text[at + 1:]
    if what == "more":
        return text[:at] + draw.choice([letter[0], draw.choice(NEAR[letter[0]])]) + text[at:]
    return text[:at] + text[at + 1:at + 2] + text[at] + text[at + 2:]


def name_error(row, column):
    kind = draw.choices(["typed", "sound", "scan", "other", "swap", "cut", "short"], [35, 20, 10, 10, 8, 7, 10])[0]
    name = row[column]
    if not name:
        return
    if kind == "swap":
        row["last_name"], row["first_name"] = row["first_name"], row["last_name"]
    elif kind == "other":
        row[column] = surname() if column == "last_name" else frequent(draw.choice([MEN, WOMEN]))
    elif kind == "cut":
        row[column] = name[: max(3, len(name) - draw.randint(1, 3))]
    elif kind == "short":
        # An initial, or one of two names.
        parts = name.replace("-", " ").split(" ")
        row[column] = parts[0] if len(parts) > 1 else name[0]
    else:
        row[column] = {"typed": typed, "sound": lambda t: replaced(t, SOUNDS), "scan": lambda t: replaced(t, SCANNED)}[kind](name)


def date_error(row):
    date = row["birth_date"]
    if not isinstance(date, datetime.date):
        return
    kind = draw.choices(["swap", "day", "year", "digit", "first", "none"], [15, 20, 15, 30, 10, 10])[0]
    if kind == "swap":
        row["birth_date"] = f"{date.year}-{date.day:02}-{date.month:02}"
    elif kind == "day":
        row["birth_date"] = date + datetime.timedelta(draw.choice([-1, 1]))
    elif kind == "year":
        row["birth_date"] = f"{date.year + draw.choice([-10, -1, 1, 10])}-{date.month:02}-{date.day:02}"
    elif kind == "digit":
        text = date.isoformat()
        at = draw.choice([3, 6, 9, 8])
        row["birth_date"] = text[:at] + str((int(text[at]) + draw.choice([-3, -1, 1, 3])) % 10) + text[at + 1:]
    elif kind == "first":
        row["birth_date"] = f"{date.year}-01-01"
    else:
        row["birth_date"] = ""


def number_error(row):
    number = row["contract_number"]
    kind = draw.choices(["digit", "swap", "new", "none"], [30, 15, 30, 25])[0]
    at = draw.randrange(len(number) - 1) if number else 0
    if kind == "digit" and number:
        row["contract_number"] = number[:at] + draw.choice("0123456789") + number[at + 1:]
    elif kind == "swap" and number:
        row["contract_number"] = number[:at] + number[at + 1] + number[at] + number[at + 2:]
    else:
        row["contract_number"] = f"{draw.randrange(10**7, 10**8)}" if kind == "new" else ""


def mail_error(row):
    row["email"] = draw.choice(["", typed(row["email"]), f"{plain(row['first_name'])}@new.example"]) if row["email"] else ""


def damaged(person, side):
    row = dict(person)
    for _ in range(draw.choices([0, 1, 2, 3], ERRORS[side])[0]):
        column = draw.choices(["last_name", "first_name", "birth_date", "contract_number", "email"], [25, 25, 20, 15, 15])[0]
        if column in ["last_name", "first_name"]:
            name_error(row, column)
        else:
            {"birth_date": date_error, "contract_number": number_error, "email": mail_error}[column](row)
    return {column: str(value) for column, value in row.items()}


members, leak = [], []
number = 0
while len(members) < persons:
    number += 1
    is_stranger = draw.random() < STRANGERS / 2
    for person in household(number):
        if not is_stranger:
            members.append(person)
        if is_stranger or draw.random() < 0.6:
            leak.append((person, None if is_stranger else len(members) + 1))
draw.shuffle(leak)
written = [{"member_id": f"M{i:06}", **damaged(person, "members")} for i, person in enumerate(members)]
rows, truth, seen = [], [], set()
for person, member in leak:
    row = damaged(person, "leak")
    if tuple(row.values()) not in seen:
        seen.add(tuple(row.values()))
        rows.append(row)
        truth += [(len(rows) + 1, member)] if member else []
files.write_set(folder, written, rows, truth)
