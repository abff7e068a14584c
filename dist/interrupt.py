"""Runs a command on a terminal of its own, types Ctrl-C after some seconds, and fails unless its exit status is 130.

    dist/interrupt.py SECONDS COMMAND …
"""

import os
import pty
import select
import sys
import time

PATIENCE = 30


def main():
    seconds, command = float(sys.argv[1]), sys.argv[2:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    begin, typed = time.monotonic(), False
    while time.monotonic() - begin < seconds + PATIENCE:
        if not typed and time.monotonic() - begin > seconds:
            os.write(terminal, b"\x03")
            typed = True
        ready, _, _ = select.select([terminal], [], [], 0.1)
        try:
            if ready and not os.read(terminal, 4096):
                break
        except OSError:
            # It has ended.
            break
    _, status = os.waitpid(child, 0)
    sys.exit(0 if typed and os.waitstatus_to_exitcode(status) == 130 else 1)


if __name__ == "__main__":
    main()
