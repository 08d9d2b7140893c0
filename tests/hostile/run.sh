#!/bin/bash
# Databases that other programs filled with what no one should: the program says what is wrong and where, prints nothing that
# steers a terminal, lets nothing out of the output folder, and publishes only papers that readers open.
# Environment: BIN (the program), SRC (source tree), BUILD (build folder).
exec /usr/bin/python3 "$(dirname "$0")/attacks.py"
