#!/bin/sh
# Inside a Debian 12 where the packages are installed, as root: a commune is set up, a board is
# paired, a notice reaches its glass, and who may read and write what on the board is tried out.
#
#   story.sh folder    a chroot: this script starts the programs, each as its own user
#   story.sh machine   a booted system: systemd runs the units
set -eu
mode=$1
server=https://127.0.0.1:8443
export BANGTIN_PASSWORD='sông Hậu xanh mát 2026'

step() { printf '== %s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*"
  if [ "$mode" = machine ]; then
    journalctl --no-pager -n 40 -u 'bangtin-*'
  else
    tail -n 20 /run/bangtin-*.log
  fi
  exit 1
}
# An emulated machine is slow.
[ "$mode" = machine ] && patience=5 || patience=1
# wait_for SECONDS WHAT COMMAND...
wait_for() {
  left=$(($1 * patience)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || fail "not in time: $what"
    sleep 1
  done
}
# field NAME: the first string of that name in the JSON on stdin.
field() { grep -o "\"$1\": *\"[^\"]*\"" | head -n 1 | cut -d'"' -f4; }
# Each person's key lies beside what he is signed in with.
ctl() {
  who=$1
  shift
  mkdir -p "/root/$who"
  BANGTIN_CTL_STATE=/root/$who/ctl.json bangtinctl --json --server "$server" --pin "$pin" "$@"
}
# denied USER COMMAND...: it must not work.
denied() {
  as=$1
  shift
  if runuser -u "$as" -- "$@" >/dev/null 2>&1; then fail "$as could: $*"; fi
}
allowed() {
  as=$1
  shift
  runuser -u "$as" -- "$@" >/dev/null 2>&1 || fail "$as could not: $*"
}

# --- the programs

# start_as USER UMASK NAME COMMAND...
start_as() {
  user=$1 mask=$2 name=$3
  shift 3
  (umask "$mask" && exec setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups "$@") \
    >>"/run/bangtin-$name.log" 2>&1 &
  echo $! >"/run/bangtin-$name.pid"
}
start() {
  for name in "$@"; do
    if [ "$mode" = machine ]; then
      systemctl restart "bangtin-$name"
      continue
    fi
    program=/usr/lib/bangtin/bangtin-$name
    config=/etc/bangtin/$name.conf
    case $name in
      server)
        install -d -o bangtin-server -g bangtin-server -m 0700 /var/lib/bangtin-server
        start_as bangtin-server 0077 server "$program" --config "$config"
        ;;
      agent) start_as bangtin-agent 0027 agent "$program" --config "$config" ;;
      player)
        start_as bangtin-player 0027 player env SDL_VIDEODRIVER=offscreen "$program" \
          --config "$config"
        ;;
    esac
  done
}
stop() {
  for name in "$@"; do
    if [ "$mode" = machine ]; then
      systemctl stop "bangtin-$name"
    else
      pid=$(cat "/run/bangtin-$name.pid")
      kill "$pid" 2>/dev/null || true
      while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    fi
  done
}

# --- the office and the board

set_up_office() {
  step "the server starts, prints its pin, and is set up with the one-time code"
  # A booted machine has started it: started again it would make another code.
  [ "$mode" = machine ] || start server
  wait_for 60 "the setup code" test -s /var/lib/bangtin-server/setup-token
  pin=$(bangtin-server pin --config /etc/bangtin/server.conf | tail -n 1)
  token=$(cat /var/lib/bangtin-server/setup-token)
  wait_for 60 "the server to answer" ctl quantri setup --token "$token" --login quantri \
    --name 'Nguyễn Văn Quản'
  ctl quantri sign-in --login quantri >/dev/null
  ctl quantri commune set --code 31108 --province 91 --name 'Tân Hưng' --agency 'UBND xã Tân Hưng' \
    >/dev/null
  for one in bientap:editor lanhdao:approver kythuat:technician; do
    ctl quantri person add --login "${one%:*}" --name "${one%:*}" --role "${one#*:}" >/dev/null
    ctl "${one%:*}" sign-in --login "${one%:*}" >/dev/null
  done
  # Each made a key at the first sign-in; the commune's own key says who may sign.
  ctl quantri trust begin >/dev/null
}

pair_board() {
  step "the board is paired by its code"
  printf 'data = /var/lib/bangtin\nserver = %s\ncanvas = %s\n' "$server" "$1" \
    >/etc/bangtin/agent.conf
  start player agent
  board=/var/lib/bangtin/board
  wait_for 90 "a pairing code" grep -q '"code": *"[A-Z]' $board/pairing.json
  code=$(field code <$board/pairing.json)
  ctl kythuat pair accept "$code" --name 'Nhà văn hoá' >/tmp/board.json
  wait_for 60 "the pin" test -s $board/pin.json
}

publish_notice() {
  step "a notice is written, approved by somebody else, published and confirmed by the board"
  item=$(ctl bientap item new --category welfare --title 'Tiêm chủng cho trẻ em' \
    --body 'Sáng thứ bảy tại Trạm Y tế xã.' --until '31/12/2030 17:00' | field id)
  ctl bientap item submit "$item" >/dev/null
  version=$(ctl lanhdao item review "$item" | field version)
  ctl lanhdao item approve "$item" --version "$version" --checked all >/dev/null
  playlist=$(ctl bientap playlist new --name 'Bản tin' --item "$item" \
    --board "$(field id </tmp/board.json)" | field id)
  echo "$playlist" >/root/playlist
  ctl bientap playlist publish "$playlist" >/dev/null
  wait_for 90 "the notice on the glass" confirmed
  grep -q '"generation"' $board/shown.json || fail "shown.json says nothing"
}
confirmed() {
  ctl bientap playlist delivery "$(cat /root/playlist)" | grep -q '"confirmed": *true'
}

check_rights() {
  step "player and agent: neither reads the other's own folder, neither changes the other's files"
  test -s /var/lib/bangtin/agent/key || fail "no key"
  denied bangtin-player cat /var/lib/bangtin/agent/key
  denied bangtin-player ls /var/lib/bangtin/agent
  denied bangtin-agent ls /var/lib/bangtin/player
  denied nobody ls /var/lib/bangtin
  allowed bangtin-player cat $board/pin.json
  allowed bangtin-agent cat $board/shown.json
  for file in pin.json generation/current.json; do
    denied bangtin-player sh -c "echo x >>$board/$file"
    denied bangtin-player rm -f $board/$file
    denied bangtin-player sh -c "cp $board/shown.json $board/.x && mv -f $board/.x $board/$file"
    runuser -u bangtin-player -- rm -f $board/.x
  done
  denied bangtin-player touch $board/blobs/x
  denied bangtin-player touch $board/generation/x
  denied bangtin-agent sh -c "echo x >>$board/shown.json"
  denied bangtin-agent rm -f $board/shown.json
  denied bangtin-agent sh -c "cp $board/pin.json $board/.x && mv -f $board/.x $board/shown.json"
  runuser -u bangtin-agent -- rm -f $board/.x
  # Room for what the player tells the agent and the agent the player.
  for pair in bangtin-player:setup.json bangtin-agent:network.json; do
    user=${pair%:*} file=$board/try-${pair#*:}
    allowed "$user" sh -c "umask 0027 && echo '{}' >$file.new && mv $file.new $file"
    for other in bangtin-player bangtin-agent; do
      allowed "$other" cat "$file"
      [ "$other" = "$user" ] || denied "$other" rm -f "$file"
    done
    allowed "$user" rm "$file"
  done
  denied bangtin-player ls /var/lib/bangtin-server
}

check_spool() {
  step "the agent empties the spool that the player fills"
  # A file that was read is removed once there is a newer one.
  for _ in 1 2; do
    rm -f $board/shown.json
    stop player
    start player
    wait_for 60 "the picture to stand again" test -s $board/shown.json
  done
  stop player
  start player
  wait_for 90 "rows in the report" plays_reported
  wait_for 90 "the agent to remove what it has read" test ! -e $board/spool/00000001.plays
}
plays_reported() { ctl quantri report plays | grep -q '"plays": *[1-9]'; }

# --- packages

generation_shown() { grep -o '"generation": *[0-9]*' $board/shown.json | grep -o '[0-9]*'; }
still_all_there() {
  [ "$(bangtin-server pin --config /etc/bangtin/server.conf | tail -n 1)" = "$pin" ] ||
    fail "$1: another pin"
  wait_for 60 "$1: the server to answer" confirmed
  grep -q "^server = $server" /etc/bangtin/agent.conf || fail "$1: the settings are gone"
  rm -f $board/shown.json
  start player
  wait_for 60 "$1: the same selection on the glass" test -s $board/shown.json
  [ "$(generation_shown)" = "$generation" ] || fail "$1: another generation is on the glass"
}

upgrade() {
  step "an upgrade over the running programs keeps all data"
  generation=$(generation_shown)
  dpkg -i --force-confold /root/packages/bangtin-player_*.deb /root/packages/bangtin-server_*.deb \
    >/root/upgrade.log 2>&1 || fail "dpkg -i: $(tail -n 3 /root/upgrade.log)"
  [ "$mode" = machine ] || { stop player agent server && start server agent; }
  still_all_there "after the upgrade"
}

remove_and_install() {
  step "removed and installed again: all data is there"
  [ "$mode" = machine ] || stop player agent server
  dpkg -r bangtin-player bangtin-server >/root/remove.log 2>&1 || fail "dpkg -r"
  if [ "$mode" = machine ]; then
    for unit in bangtin-player bangtin-agent bangtin-server; do
      ! active $unit || fail "$unit runs without its package"
    done
  fi
  test -s /var/lib/bangtin/agent/key || fail "the board's key is gone"
  dpkg -i /root/packages/bangtin-player_*.deb /root/packages/bangtin-server_*.deb \
    >>/root/remove.log 2>&1 || fail "dpkg -i: $(tail -n 3 /root/remove.log)"
  [ "$mode" = machine ] || start server agent
  still_all_there "after the new installation"
}

purge() {
  step "a purge takes the board's data and its users, and leaves what the office wrote"
  [ "$mode" = machine ] || stop player agent server
  dpkg -P bangtin-player bangtin-server >/root/purge.log 2>&1 || fail "dpkg -P"
  ! test -e /var/lib/bangtin || fail "the board's data is left"
  ! getent passwd bangtin-player bangtin-agent || fail "a user is left"
  ! getent group bangtin || fail "the group is left"
  test -s /var/lib/bangtin-server/db.sqlite || fail "the office's data is gone"
}

# --- only where systemd runs

main_pid() { systemctl show -P MainPID bangtin-player; }
# Asked once: between two questions the unit may be without a process, which is pid 0.
other_pid() {
  pid=$(main_pid)
  [ "$pid" != 0 ] && [ "$pid" != "$1" ]
}
# systemctl is content when one of several is active.
active() {
  for unit in "$@"; do systemctl is-active --quiet "$unit" || return 1; done
}

check_units() {
  step "the units: active, watched, alone"
  active bangtin-server bangtin-player bangtin-agent || fail "a unit is not active"
  [ "$(systemctl show -P WatchdogUSec bangtin-player)" = 30s ] || fail "no watchdog"
  # In a network of its own there is nothing but loopback.
  [ "$(nsenter -t "$(main_pid)" -n ip -o link | wc -l)" = 1 ] || fail "the player has a network"
  for unit in player agent server; do
    systemd-analyze security --no-pager "bangtin-$unit.service" | tail -n 1
  done
  systemd-analyze verify bangtin-player.service bangtin-agent.service bangtin-server.service
}

check_keys() {
  step "no key leads to a console, a login or a restart"
  before=$(main_pid)
  echo "KEYS ctrl-alt-f2 ctrl-alt-f7 alt-right ctrl-c ctrl-z alt-sysrq-e alt-sysrq-b ctrl-alt-delete"
  echo "UNCHANGED after-keys"
  sleep 40 # They are pressed meanwhile.
  [ "$(main_pid)" = "$before" ] || fail "a key ended the player"
}

check_watchdog() {
  step "a player that hangs is started again by the watchdog, a killed one at once"
  # Left alone for longer than the watchdog's patience it lives: a still picture is presented again.
  before=$(main_pid)
  sleep 45
  [ "$(main_pid)" = "$before" ] || fail "the watchdog ended a player that was well"
  kill -STOP "$before"
  wait_for 90 "the watchdog" other_pid "$before"
  journalctl --no-pager -u bangtin-player | grep -q 'Watchdog timeout' ||
    fail "it was not the watchdog"
  before=$(main_pid)
  kill -KILL "$before"
  wait_for 30 "the restart" other_pid "$before"
  wait_for 30 "the unit to be active" active bangtin-player
}

if [ "$mode" = machine ]; then
  step "systemd $(systemctl --version | head -n 1), kernel $(uname -r)"
  wait_for 300 "the units after the boot" active bangtin-server bangtin-player
fi
set_up_office
pair_board "${2:-1920x1080}"
publish_notice
check_rights
check_spool
if [ "$mode" = machine ]; then
  check_units
  echo "PICTURE notice"
  check_keys
  check_watchdog
fi
upgrade
remove_and_install
purge
step "all of it holds"
