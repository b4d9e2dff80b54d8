#!/bin/sh
# What fails when a ResNet is edited, fed and trained: each night on other cases than the nights before.
# `fuzz nightly cron` prints this script. For a crontab, in a directory of its own:
#
#   17 2 * * * cd /srv/fuzz && ./nightly.sh
#
# It leaves with 1, and prints what there is to look at, where a night met a cause that neither FUZZ_KNOWN,
# nor an earlier night, nor accepted.json has, or where a worker died; else it prints nothing. state/ has
# what the nights have met and tried. Delete it, and all begins anew.
set -eu
: "${FUZZ_SUBJECT:=resnet50}" "${FUZZ_BUDGET:=--time 30m}" "${FUZZ_KNOWN:=shipped}"
: "${DEVICE:=auto}" "${SHARD:=1}" "${NIGHT:=$(($(date +%s) / 86400))}"
status=0
mkdir -p out
fuzz run $FUZZ_BUDGET --subject "$FUZZ_SUBJECT" \
  --device "$DEVICE" --seed "$((NIGHT * 100 + SHARD))" \
  --known "$FUZZ_KNOWN" --known state/known --coverage state/coverage.jsonl \
  --fail-on new,changed,crashed --out "out/$NIGHT" > "out/$NIGHT.log" 2>&1 || status=$?
test "$status" -le 1 || cat "out/$NIGHT.log"
fuzz merge "out/$NIGHT/catalogue" --subject "$FUZZ_SUBJECT" --out state/known >> "out/$NIGHT.log"
cp "out/$NIGHT/coverage.jsonl" state/coverage.jsonl
test "$status" -eq 0 || fuzz report "out/$NIGHT"
exit "$status"
