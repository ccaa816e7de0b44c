"""The process apart that reads one file: its bytes on standard input, the pickled answer on standard output."""

import sys

from drafting.documents.apart import answer

if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), sys.argv[2], int(sys.argv[1])))
