#!/bin/sh
# Creates or updates Temporal's tables; harmless when they are up to date. Reads SQL_PASSWORD.
set -eu

update() {
  database=$1 schema=$2
  temporal-sql-tool --plugin postgres12 --ep postgres --port 5432 --user temporal --database "$database" \
    setup-schema --version 0.0
  temporal-sql-tool --plugin postgres12 --ep postgres --port 5432 --user temporal --database "$database" \
    update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$schema/versioned"
}

update temporal temporal
update temporal_visibility visibility
