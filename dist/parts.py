"""What the programs are built from: a list of parts (CycloneDX 1.6), and the licence of each.

    dist/parts.py TRIPLE --sbom FILE --licences FILE

Reads what Cargo says of the two programs for one system, build scripts and tests left out, and the licence files in the packages
themselves. The same commit gives the same bytes: the date is that of the commit (SOURCE_DATE_EPOCH), the number is made of its name.
"""

import argparse
import collections
import datetime
import json
import os
import pathlib
import subprocess
import tomllib
import uuid

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ("ampleur", "ampleur-desk")
# How files are called in which a package states its licence, and below which of its folders others that it contains state theirs.
NAMES = ("licen", "copying", "notice", "copyright", "unlicense", "ofl")
TOO_DEEP = 4
TOO_LONG = 200_000

# What Cargo does not know of: the standard library of Rust, and what is linked from Debian. Name, Debian package, licence.
BELOW = {
    "x86_64-unknown-linux-musl": [
        ("rust-std", "rust-web-src", "MIT OR Apache-2.0"),
        ("musl", "musl-dev", "MIT"),
        ("llvm-libunwind", "libunwind-16-dev", "Apache-2.0 WITH LLVM-exception"),
    ],
    "x86_64-pc-windows-gnu": [
        ("rust-std", "rust-web-src", "MIT OR Apache-2.0"),
        ("mingw-w64-runtime", "mingw-w64-x86-64-dev", "ZPL-2.1"),
        ("libgcc", "gcc-mingw-w64-x86-64-win32", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    ],
}


def cargo(*args):
    return subprocess.run(["/usr/bin/cargo", *args], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def packages(triple):
    """The packages that are in the programs, and what each is built from, by id."""
    metadata = json.loads(cargo("metadata", "--format-version=1", "--locked", "--filter-platform", triple))
    by_id = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    needs = {}
    left = [package["id"] for package in by_id.values() if package["name"] in PROGRAMS and package["source"] is None]
    while left:
        id = left.pop()
        if id in needs:
            continue
        deps = nodes[id]["deps"]
        needs[id] = sorted(dep["pkg"] for dep in deps if any(kind["kind"] is None for kind in dep["dep_kinds"]))
        left.extend(needs[id])
    assert len(needs) > 100, "Cargo named too few packages"
    order = sorted(needs, key=lambda id: (by_id[id]["name"], by_id[id]["version"]))
    return [by_id[id] for id in order], needs


def debian(package):
    """The version of an installed package."""
    return subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Version}", package], check=True, capture_output=True, text=True
    ).stdout


def write_sbom(path, triple, parts, needs):
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    checksums = {(one["name"], one["version"]): one.get("checksum") for one in lock["package"]}
    licence = LicenseFactory()
    components = {}
    for package in parts:
        name, version = package["name"], package["version"]
        checksum = checksums[name, version]
        components[package["id"]] = Component(
            type=ComponentType.APPLICATION if name in PROGRAMS else ComponentType.LIBRARY,
            name=name,
            version=version,
            bom_ref=f"{name}@{version}",
            purl=PackageURL("cargo", name=name, version=version) if checksum else None,
            licenses=[licence.make_from_string(package["license"].replace("/", " OR "))],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=checksum)] if checksum else [],
        )
    bom = Bom(components=components.values())
    for id, component in components.items():
        bom.register_dependency(component, [components[below] for below in needs[id]])
    for name, package, terms in BELOW[triple]:
        version = debian(package)
        purl = PackageURL("deb", namespace="debian", name=package, version=version)
        bom.components.add(
            Component(
                name=name, version=version, bom_ref=name, purl=purl, licenses=[licence.make_from_string(terms)]
            )
        )
    program = next(component for component in components.values() if component.name == "ampleur")
    bom.metadata.component = Component(
        type=ComponentType.APPLICATION, name="ampleur", version=program.version, bom_ref=triple
    )
    bom.register_dependency(bom.metadata.component, [one for one in components.values() if one.name in PROGRAMS])
    bom.metadata.timestamp = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.UTC)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, f"{commit.strip()} {triple}")
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    assert wrong is None, wrong
    path.write_text(text + "\n")


def texts(folder):
    """Licence files of a package, by path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        is_named = path.name.lower().startswith(NAMES) and path.suffix not in (".rs", ".py", ".toml", ".json")
        if is_named and len(within.parts) <= TOO_DEEP and path.is_file() and path.stat().st_size < TOO_LONG:
            found[str(within)] = path.read_text(errors="replace").replace("\r\n", "\n").strip()
    return found


def write_licences(path, triple, parts):
    """Each text once, with the packages that it is of."""
    whose = collections.defaultdict(list)
    without = []
    for package in parts:
        name = f"{package['name']} {package['version']} ({package['license']})"
        found = texts(pathlib.Path(package["manifest_path"]).parent) if package["source"] else {}
        for file, text in found.items():
            whose[text].append(f"{name}: {file}")
        if package["source"] and not found:
            without.append(f"{name} {package['repository'] or ''}".strip())
    for name, package, terms in BELOW[triple]:
        text = pathlib.Path("/usr/share/doc", package, "copyright").read_text(errors="replace").strip()
        whose[text].append(f"{name} {debian(package)} ({terms})")
    own = {"LICENSE-MIT": "ampleur, if you choose the MIT licence", "LICENSE-APACHE": "ampleur, if you choose the Apache licence"}
    for file, name in own.items():
        whose[(ROOT / file).read_text().strip()].insert(0, name)
    rule = "\n\n" + "=" * 80 + "\n"
    pieces = ["What ampleur is built from, and the terms of each part, as its package states them."]
    if without:
        pieces.append(
            "These packages contain no text of their licence; it is the one named, whose text is below under another name:\n\n"
            + "\n".join(without)
        )
    for text, names in sorted(whose.items(), key=lambda item: (item[1][0].split(" ")[0] != "ampleur,", item[1][0])):
        pieces.append("\n".join(names) + "\n" + "-" * 80 + "\n\n" + text)
    path.write_text(rule.join(pieces) + "\n")


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("triple", choices=sorted(BELOW))
    asked.add_argument("--sbom", type=pathlib.Path, required=True)
    asked.add_argument("--licences", type=pathlib.Path, required=True)
    asked = asked.parse_args()
    parts, needs = packages(asked.triple)
    write_sbom(asked.sbom, asked.triple, parts, needs)
    write_licences(asked.licences, asked.triple, parts)


if __name__ == "__main__":
    main()
