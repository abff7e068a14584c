"""All 864 scores of ENISA's method, from its tables alone: python3 tests/vectors/enisa.py > tests/vectors/enisa.txt

SE = DPC x EI + CB (ENISA, "Recommendations for a methodology of the assessment of severity of personal data breaches", 2013):
DPC 1 to 4; EI 0.25, 0.5, 0.75 or 1; CB the sum of confidentiality, integrity and availability (0, 0.25 or 0.5 each) and
malicious intent (0 or 0.5). Bands: below 2 low, from 2 medium, from 3 high, from 4 very high. Exact fractions.
"""
from fractions import Fraction as F
from itertools import product

third = [F(0), F(1, 4), F(1, 2)]
for dpc, ei, c, i, a, m in product(range(1, 5), [F(1, 4), F(1, 2), F(3, 4), F(1)], third, third, third, [F(0), F(1, 2)]):
    se = dpc * ei + c + i + a + m
    band = "low" if se < 2 else "medium" if se < 3 else "high" if se < 4 else "very-high"
    print(dpc, *(int(100 * x) for x in (ei, c, i, a, m, se)), band)
