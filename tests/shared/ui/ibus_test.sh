#!/bin/sh
# Vietnamese typed with a real input method (ibus-unikey, Telex) into a house text field, on a
# display of its own: what is typed comes out right, the word in the making is seen before it is
# text, and it is text once when the field is left. Usage: ibus_test.sh PATH/TO/ui_typing_probe
# Exit 0: all held; 1: something did not; 77: a program that this needs is missing.
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

# Its picture stands in the file Xvfb_screen0.
Xvfb -displayfd 3 -screen 0 1000x600x24 -fbdir "$work" 3>"$work/display" >/dev/null 2>&1 &
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
end() {
  kill $probe $ibus
  exit "$1"
}
# text WORDS: waits until the field has them.
text() {
  tries=0
  until [ "$(cat "$WORK/text")" = "$1" ]; do
    tries=$((tries + 1))
    [ $tries -gt 50 ] && { echo "came out: '$(cat "$WORK/text")', expected: '$1'"; end 1; }
    sleep 0.2
  done
}
# Pixels of letters: 0x1A1F2B is their colour (kInk).
ink() { od -An -v -tx4 -w4 "$WORK/Xvfb_screen0" | grep -c '1a1f2b$'; }
tries=0
until [ -e "$WORK/text" ] && xdotool search --pid $probe >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ $tries -gt 150 ] && { echo "the probe shows no window"; end 1; }
  sleep 0.2
done
window=$(xdotool search --pid $probe | tail -1)
xdotool windowfocus "$window"
sleep 0.5
xdotool mousemove --window "$window" 200 60
sleep 0.3
xdotool click 1
sleep 0.5
empty=$(ink)
xdotool type --delay "$DELAY_MS" "Thoong"
tries=0
until [ "$(ink)" -gt $((empty + 50)) ]; do
  tries=$((tries + 1))
  [ $tries -gt 50 ] && { echo "the word in the making is not seen: $(ink) of $empty"; end 1; }
  sleep 0.2
done
text ""
xdotool type --delay "$DELAY_MS" " baos cuar xax: nuowcs leen ddeem nay "
text "Thông báo của xã: nước lên đêm nay "
xdotool type --delay "$DELAY_MS" "Vieetj"
sleep 0.5
xdotool mousemove --window "$window" 400 400
sleep 0.3
xdotool click 1
text "Thông báo của xã: nước lên đêm nay Việt"
sleep 0.5
text "Thông báo của xã: nước lên đêm nay Việt"
end 0
SESSION

for DELAY_MS in 60 5; do
  rm -f "$work/text"
  PROBE=$probe WORK=$work DELAY_MS=$DELAY_MS \
    HOME=$work XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache \
    GSETTINGS_BACKEND=memory XMODIFIERS=@im=ibus SDL_IM_MODULE=ibus LC_ALL=C.UTF-8 \
    SDL_RENDER_DRIVER=software ASAN_OPTIONS=detect_leaks=0 \
    dbus-run-session -- sh "$work/session.sh"
  status=$?
  [ $status -eq 77 ] && exit 77
  [ $status -ne 0 ] && { echo "at $DELAY_MS ms a key"; exit 1; }
  echo "at $DELAY_MS ms a key: right"
done
