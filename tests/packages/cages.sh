#!/bin/sh
# On a kernel for arm64, as root: the workers are tried in their cages (seccomp(2)), by their tests and
# by playing a clip. /story/root tells where the programs and the tests stand.
set -eu
root=$(cat /story/root)
bin=$root/build/arm64/bin

step() { printf '== %s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}

# passes TEST FILTER: all of these tests, none left out.
passes() {
  began=$(date +%s)
  { "$bin/$1" --gtest_filter="$2" 2>&1 || echo "[  FAILED  ] exit code $?"; } | tee "/tmp/$1.log" |
    grep --line-buffered '^\[       OK ' || true
  if grep -q '^\[  FAILED  \]' "/tmp/$1.log"; then
    grep -v '^\[\( RUN\|       OK\|---\)\|^$' "/tmp/$1.log" | tail -n 40
    fail "$1"
  fi
  passed=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) tests*\.$/\1/p' "/tmp/$1.log")
  [ "${passed:-0}" -gt 0 ] || fail "$1: no test ran"
  ! grep -q SKIPPED "/tmp/$1.log" || fail "$1: tests were left out"
  step "$1: $passed passed in $(($(date +%s) - began)) s"
}

# The processes of this name: "NoNewPrivs Seccomp Seccomp_filters", as the kernel tells of them.
cages_of() {
  for status in $(grep -ls "^Name:[[:space:]]*$1\$" /proc/[0-9]*/status); do
    awk '$1 == "NoNewPrivs:" || $1 == "Seccomp:" || $1 == "Seccomp_filters:" { printf "%s ", $2 }
      END { print "" }' "$status" 2>/dev/null || true
  done | sed 's/ *$//'
}

# is_seen_caged NAME PID: a process of that name is seen with a filter while the player PID runs.
is_seen_caged() {
  seen=
  while kill -0 "$2" 2>/dev/null; do
    seen=$(cages_of "$1" | tail -n 1)
    case $seen in
      '1 2 '[1-9]*)
        step "$1 runs under seccomp: NoNewPrivs, Seccomp, Seccomp_filters are $seen"
        return
        ;;
    esac
    sleep 0.1
  done
  cat /tmp/player.log
  fail "$1 was never seen under seccomp"
}

# plays FILE FRAMES: the player's own figures say that so many frames at least stood on the glass.
plays() {
  SDL_VIDEODRIVER=offscreen SDL_AUDIODRIVER=dummy "$bin/bangtin-player" --play "$1" --loop 0 \
    --seconds 20 --size 640x360 --stats /tmp/stats.json 2>/tmp/player.log &
  player=$!
  is_seen_caged bangtin-decode $player
  wait $player || fail "bangtin-player --play $1: $(cat /tmp/player.log)"
  tr -d '\n' </tmp/stats.json
  echo
  grep -q '"error": *null' /tmp/stats.json || fail "$1: an error"
  presented=$(sed -n 's/^ *"frames_presented": *\([0-9]*\),*$/\1/p' /tmp/stats.json)
  [ "${presented:-0}" -ge "$2" ] || fail "$1: ${presented:-no} frames"
  step "$1: $presented frames on the glass"
}

step "kernel $(uname -rm), $(nproc) processors: $(sed -n 's/^CPU part.*: //p' /proc/cpuinfo | head -n 1)"
# What starts a worker or closes a cage; not the tests of plain functions, nor those that start
# hundreds of workers for damaged files or convert many videos: emulated, each takes minutes.
passes decode_test '*'

ffmpeg -v error -nostdin -y -f lavfi -i testsrc2=size=320x180:rate=25:duration=3 -f lavfi \
  -i sine=440:duration=3 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 25 -c:a aac \
  -movflags +faststart /tmp/clip.mp4
plays /tmp/clip.mp4 25

pictures='PictureJob.Decodes*:PictureJob.TurnsEveryEvil*:PictureJob.Kills*'
passes media_test "$pictures:EvilClipWorker.*:ClipFiles.Give*:ClipFiles.Begin*"
pictures='*EveryKind.*:Ingest.TakesHeic:Ingest.Stops*'
passes ingest_test "Sandbox.*:$pictures:ClipIngest.CopiesPictures*"

step "all of it holds"
