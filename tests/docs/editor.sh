#!/bin/sh
# What the person at the keyboard does between `ampleur init` and `ampleur check`: fills in the template, puts the files there.
set -e
sed -i 's/"…"/"Filled in"/' "$1"
cd "$(dirname "$1")"
mkdir -p leaks members
printf 'N° SS;Né(e) le;Prénom;Nom\n2 95 10 99 126 111 93;03/10/1995;Alexia;Durandal\n' > leaks/my-operator.csv
printf 'NIR,Date de naissance,Prénom\n2951099126111,1995-10-03,ALEXIA\n' > members/my-insurer.csv
