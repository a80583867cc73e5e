#!/bin/sh
# Vietnamese typed with a real input method (ibus-unikey, Telex) into a house text field, on a
# display of its own. Usage: ibus_test.sh PATH/TO/ui_typing_probe
# Exit 0: the text came out right; 1: it did not; 77: a program that this needs is missing.
# Needs: xvfb xdotool dbus-daemon ibus ibus-unikey.
set -u
probe=$1
for program in Xvfb xdotool dbus-run-session ibus-daemon ibus; do
  command -v "$program" >/dev/null 2>&1 || { echo "missing: $program"; exit 77; }
done
work=$(mktemp -d)
pids=
finish() {
  for pid in $pids; do kill "$pid" 2>/dev/null; done
  rm -rf "$work"
}
trap finish EXIT

Xvfb -displayfd 3 -screen 0 1000x600x24 3>"$work/display" >/dev/null 2>&1 &
pids=$!
tries=0
until [ -s "$work/display" ]; do
  tries=$((tries + 1))
  [ $tries -gt 100 ] && { echo "Xvfb does not start"; exit 1; }
  sleep 0.1
done
DISPLAY=:$(cat "$work/display")
export DISPLAY

cat >"$work/session.sh" <<'SESSION'
set -u
ibus-daemon --xim --panel disable --config disable >/dev/null 2>&1 &
ibus=$!
tries=0
# Setting the engine also sets the keyboard, which may fail on this display: ask what it is.
until ibus engine Unikey >/dev/null 2>&1; [ "$(ibus engine 2>/dev/null)" = Unikey ]; do
  tries=$((tries + 1))
  [ $tries -gt 100 ] && { echo "ibus-unikey does not start"; kill $ibus; exit 77; }
  sleep 0.2
done
"$PROBE" "$WORK/text" &
probe=$!
tries=0
until [ -e "$WORK/text" ] && xdotool search --pid $probe >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ $tries -gt 150 ] && { echo "the probe shows no window"; kill $probe $ibus; exit 1; }
  sleep 0.2
done
window=$(xdotool search --pid $probe | tail -1)
xdotool windowfocus "$window"
sleep 0.5
xdotool mousemove --window "$window" 200 60
sleep 0.3
xdotool click 1
sleep 0.5
xdotool type --delay "$DELAY_MS" "Thoong baos cuar xax: nuowcs leen ddeem nay "
tries=0
until [ "$(cat "$WORK/text")" = "$EXPECTED" ]; do
  tries=$((tries + 1))
  [ $tries -gt 50 ] && break
  sleep 0.2
done
kill $probe $ibus
[ "$(cat "$WORK/text")" = "$EXPECTED" ]
SESSION

EXPECTED="Thông báo của xã: nước lên đêm nay "
for DELAY_MS in 60 5; do
  rm -f "$work/text"
  PROBE=$probe WORK=$work EXPECTED=$EXPECTED DELAY_MS=$DELAY_MS \
    HOME=$work XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache \
    GSETTINGS_BACKEND=memory XMODIFIERS=@im=ibus SDL_IM_MODULE=ibus LC_ALL=C.UTF-8 \
    SDL_RENDER_DRIVER=software ASAN_OPTIONS=detect_leaks=0 \
    dbus-run-session -- sh "$work/session.sh"
  status=$?
  [ $status -eq 77 ] && exit 77
  if [ $status -ne 0 ]; then
    echo "at $DELAY_MS ms a key came out: '$(cat "$work/text" 2>/dev/null)'"
    echo "expected:               '$EXPECTED'"
    exit 1
  fi
  echo "at $DELAY_MS ms a key: right"
done
