#!/bin/sh
# The cube against plain SQL on generated databases. Environment: SRC (source tree), BUILD (build folder).
exec "$BUILD/oracle" "$SRC/tests/oracle" "${ORACLE_COUNT:-400}"
