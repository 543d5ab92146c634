"""The command `besluit`: the program on the streams of this process."""

import signal
import sys

from . import _besluit


def main() -> int:
    """Runs the command line of this process, and gives its exit code."""
    # Python would hold an interrupt back until the program is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _besluit.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
