#!/bin/sh
# Runs once, when the data folder is empty: three roles, none of them a superuser, and their databases. The role that the
# API and the worker connect as, understudy_app, is made by the migration.
set -eu

psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
  --set=owner_password="$DATABASE_OWNER_PASSWORD" \
  --set=temporal_password="$TEMPORAL_DATABASE_PASSWORD" \
  --set=monitor_password="$MONITOR_PASSWORD" <<'SQL'
CREATE ROLE understudy_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE ROLE understudy_monitor LOGIN PASSWORD :'monitor_password';
GRANT pg_monitor TO understudy_monitor;

CREATE DATABASE understudy OWNER understudy_owner;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;

-- Each database is its owner's; the migration lets the application role in.
REVOKE ALL ON DATABASE temporal, temporal_visibility FROM PUBLIC;
SQL

psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=understudy <<'SQL'
CREATE EXTENSION vector WITH SCHEMA public;
SQL

# The visibility schema of Temporal uses it for search attributes.
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=temporal_visibility <<'SQL'
CREATE EXTENSION IF NOT EXISTS btree_gin;
SQL
