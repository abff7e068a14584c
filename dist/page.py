"""Assesses the demo's incident through the page, as a browser would, and ends the page.

    dist/page.py FOLDER COMMAND …        COMMAND serves FOLDER and prints the address of the page
"""

import http.client
import re
import subprocess
import sys
import time
import urllib.parse

PATIENCE = 120
CASE = "i/tiers-payant-2024"


class Page:
    """A page that has let a browser in."""

    def __init__(self, address):
        found = re.fullmatch(r"http://(127\.0\.0\.1:\d+)/\?token=(\w+)", address.strip())
        if not found:
            sys.exit(f"no address: {address}")
        self.host, token = found.groups()
        self.root, self.cookie = "", ""
        status, headers, _ = self.ask("GET", f"/?token={token}")
        if status != 200:
            sys.exit(f"the page lets nobody in: {status}")
        self.cookie, _, rest = headers["Set-Cookie"].partition(";")
        self.root = re.search(r"Path=(/\w+)", rest).group(1) + "/"

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}", "Sec-Fetch-Site": "same-origin"}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, self.root + path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def post(self, path, **fields):
        status, _, text = self.ask("POST", path, fields)
        if status not in (200, 303):
            sys.exit(f"{path}: {status} {text[:2000]}")

    def until(self, path, word):
        begin = time.monotonic()
        while time.monotonic() - begin < PATIENCE:
            status, _, text = self.ask("GET", path)
            if status == 200 and word in text:
                return
            time.sleep(0.2)
        sys.exit(f"{path} never says {word}: {text[:4000]}")


def main():
    serving = subprocess.Popen(sys.argv[2:] + ["--no-browser", sys.argv[1]], stdout=subprocess.PIPE, text=True)
    try:
        page = Page(serving.stdout.readline())
        page.post("demo")
        page.until(f"{CASE}/files", "L’évaluation peut être faite")
        page.post(f"{CASE}/assess", lang="fr")
        page.until(f"{CASE}/report", f"{CASE}/report/report.html")
        page.post("end")
        if serving.wait(PATIENCE) != 0:
            sys.exit("it ends with another status than 0")
    finally:
        serving.kill()


if __name__ == "__main__":
    main()
