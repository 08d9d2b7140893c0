#!/bin/sh
# tests/oracle at length: a thousand databases in both modes, thousands of damaged files.
set -eu
ORACLE_COMPARE=${ORACLE_COMPARE:-500}
ORACLE_CHANGE=${ORACLE_CHANGE:-100}
ORACLE_IMPORT=${ORACLE_IMPORT:-20}
ORACLE_DAMAGE=${ORACLE_DAMAGE:-2000}
export ORACLE_COMPARE ORACLE_CHANGE ORACLE_IMPORT ORACLE_DAMAGE
exec sh "$SRC/tests/oracle/run.sh"
