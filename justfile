# What is done again and again. `just` lists it; each line can be typed as well.

# Lists the recipes.
default:
    @just --list

# What CI runs on a clean clone: lints, tests, the demo.
ci:
    .ci/run

# The demo, as checked in under reports/.
demo:
    cargo run --release -- demo -o reports

# Tests whose name holds a word: `just test letter`.
test word="":
    cargo test --release -- {{ word }}

# Writes schemas/ and the generated pages of the book anew.
schemas:
    AMPLEUR_BLESS=1 cargo test --release -- schemas:: docs:: messages::

# The book, in docs/book (`cargo install mdbook`).
docs:
    mdbook build docs

# Licences, bans, sources and advisories (`cargo install cargo-deny`).
deny:
    cargo deny check

# The mutants of the counting: hours.
mutants results:
    benches/mutants {{ results }}

# A nation beside DuckDB, in one sitting.
nation persons="4000000":
    cargo build --profile dist
    benches/nation --persons {{ persons }} --check

# Completions and manual pages, in dist/.
extras:
    cargo run --release -- man --out dist/man
    cargo run --release -- completions bash > dist/ampleur.bash
