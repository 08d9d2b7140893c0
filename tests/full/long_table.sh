#!/bin/bash
# A table of 5 000 pages: written, verified and read by another reader, word by word.
PAGES=5000 exec "$SRC/tests/bo_cuc/run.sh"
