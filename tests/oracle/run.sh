#!/bin/sh
# The program against plain SQL on generated databases. Environment: SRC (source tree), BUILD (build folder).
exec "$BUILD/oracle" compare "$SRC/tests/oracle" "$SRC/templates" "${ORACLE_COUNT:-200}"
