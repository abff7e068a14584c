"""Probabilistic linkage as Splink's documentation sets it up: the Fellegi-Sunter model, trained on the files without the truth.

usage: splink_link.py DIR apart|together

Prints the pairs of rows of DIR/leak.csv and DIR/members.csv that may be one person, with the probability of it. The
comparisons are Splink's ready-made ones with their defaults. It has two for names: each name by itself (apart), or both in one
comparison, which also sees that they are swapped (together). Case and accents of names do not count.
"""
import pathlib
import sys

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

folder, names = pathlib.Path(sys.argv[1]), sys.argv[2]

NAMES = {
    "apart": [cl.NameComparison("first_name"), cl.NameComparison("last_name")],
    "together": [cl.ForenameSurnameComparison("first_name", "last_name", forename_surname_concat_col_name="full_name")],
}
OTHERS = {
    "birth_date": cl.DateOfBirthComparison("birth_date", input_is_string=True, datetime_format="%Y-%m-%d"),
    "nir": cl.LevenshteinAtThresholds("nir", [1, 2]),
    "contract_number": cl.LevenshteinAtThresholds("contract_number", [1, 2]),
    "member_number": cl.LevenshteinAtThresholds("member_number", [1, 2]),
    "email": cl.EmailComparison("email"),
    "postal_address": cl.JaroWinklerAtThresholds("postal_address"),
    "postal_code": cl.LevenshteinAtThresholds("postal_code", [1, 2]),
}

# What is nearly one person's: each may be a column of a set.
KEYS = ["nir", "member_number", "contract_number", "email"]

# Splink asks for rules that hardly err, and for the share of true pairs that they find: a guess, made once for all sets.
CERTAIN_RECALL = 0.7

# Less probable pairs are not printed.
LEAST = 0.001

# Each trains what the other one holds equal.
TRAINING = [block_on("last_name", "first_name"), block_on("birth_date")]


def registered(db, api, side):
    db.execute(f"""create table input_{side} as
                   select row_number() over () + 1 as row, *, first_name || ' ' || last_name as full_name
                   from (select * replace (upper(strip_accents(last_name)) as last_name, upper(strip_accents(first_name)) as first_name)
                         from read_csv('{folder / side}.csv', delim = ';', quote = '"', header = true, all_varchar = true))""")
    return api.register(f"input_{side}", dataset_display_name=side)


def main(db):
    api = DuckDBAPI(db)
    sides = [registered(db, api, side) for side in ["leak", "members"]]
    columns = {column for column, *_ in db.execute("describe input_leak").fetchall()}
    keys = [key for key in KEYS if key in columns]
    # A pair is compared if one column is equal. The files are small enough not to ask for two, which would miss pairs.
    compared = [block_on(column) for column in [*keys, "birth_date", "last_name", "first_name"]]
    certain = [*(block_on(key, "birth_date") for key in keys), block_on("last_name", "first_name", "birth_date")]
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="row",
        comparisons=[
            *(comparison.configure(term_frequency_adjustments=True) for comparison in NAMES[names]),
            *(comparison for column, comparison in OTHERS.items() if column in columns),
        ],
        blocking_rules_to_generate_predictions=compared,
        retain_matching_columns=False,
    )
    linker = Linker(sides, settings, log_level="WARNING")
    linker.training.estimate_probability_two_random_records_match(certain, recall=CERTAIN_RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    for rule in TRAINING:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=LEAST).physical_name
    # Left and right are in the order of the sides' names.
    assert db.execute(f"select bool_and(source_dataset_l = 'leak') from {pairs}").fetchone()[0]
    print("leak_row,member_row,probability,weight")
    for row in db.execute(f"select row_l, row_r, match_probability, match_weight from {pairs} order by all").fetchall():
        print(*row, sep=",")


with duckdb.connect() as connection:
    main(connection)
