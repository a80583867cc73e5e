# Sourced by `./dev`: a Debian 12 of its own in a folder, from where the machine's apt gets its
# packages. Needs root. Everything mounted is gone with the command that needed it.
# shellcheck shell=bash

chroot_suite=bookworm

# "URI SUITE COMPONENT" of each Debian 12 entry of the machine's apt, in whatever file it stands.
chroot_entries() {
  # shellcheck disable=SC2016  # apt replaces these
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' \
    'Created-By: Packages' |
    awk -v suite="$chroot_suite" '$4 == "Debian" && $3 == "main" &&
      ($2 == suite || index($2, suite "-") == 1) { print $1, $2, $3 }' | sort -u
}

# make_chroot FOLDER: made once; aside and renamed in, so that a folder of this name is whole.
make_chroot() {
  local folder=$1 uri entries
  [ -d "$folder" ] && return
  command -v debootstrap >/dev/null || die "cần debootstrap / debootstrap is needed"
  entries=$(chroot_entries)
  [ -n "$entries" ] || { apt-get update -q >&2 && entries=$(chroot_entries); }
  uri=$(awk -v suite="$chroot_suite" '$2 == suite { print $1; exit }' <<<"$entries")
  [ -n "$uri" ] || die "không có dòng Debian $chroot_suite trong /etc/apt" \
    "no entry of Debian $chroot_suite in /etc/apt"
  say "Debian $chroot_suite vào / into $folder"
  as_root rm -rf "$folder.new"
  mkdir -p "$folder.new"
  as_root debootstrap --variant=minbase "$chroot_suite" "$folder.new" "$uri" >"$folder.log" 2>&1 ||
    die "debootstrap không chạy được: $folder.log" "debootstrap failed: see $folder.log"
  awk '{ print "deb", $1, $2, $3 }' <<<"$entries" |
    as_root tee "$folder.new/etc/apt/sources.list" >/dev/null
  printf 'APT::Install-Recommends "false";\nAcquire::Languages "none";\n' |
    as_root tee "$folder.new/etc/apt/apt.conf.d/90bangtin" >/dev/null
  as_root mv "$folder.new" "$folder"
}

# in_chroot FOLDER [--alone] [--bind FROM TO]... COMMAND...: in a mount and process namespace of its
# own; --alone: and in a network with nothing but loopback.
in_chroot() {
  local folder=$1 binds=() network=()
  shift
  if [ "${1:-}" = --alone ]; then
    network=(--net)
    shift
  fi
  while [ "${1:-}" = --bind ]; do
    binds+=("$2" "$3")
    shift 3
  done
  # shellcheck disable=SC2016  # expanded by the inner shell
  as_root unshare ${network[@]+"${network[@]}"} --mount --propagation private --pid --fork \
    --kill-child bash -c '
    set -e
    folder=$1 count=$2
    shift 2
    ip link set lo up
    mount --bind "$folder" "$folder"
    mount -t proc proc "$folder/proc"
    mount --rbind /sys "$folder/sys"
    mount --rbind /dev "$folder/dev"
    mount -t tmpfs tmpfs "$folder/run"
    while [ "$count" -gt 0 ]; do
      mkdir -p "$folder$2"
      mount --bind "$1" "$folder$2"
      shift 2
      count=$((count - 2))
    done
    rm -f "$folder/etc/resolv.conf"
    cp -L /etc/resolv.conf "$folder/etc/resolv.conf"
    exec chroot "$folder" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
      LANG=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive "$@"
  ' in_chroot "$folder" "${#binds[@]}" ${binds[@]+"${binds[@]}"} "$@"
}

# make_disk FOLDER IMAGE SIZE: a file system that holds what lies in the folder.
make_disk() {
  as_root rm -f "$2"
  truncate -s "$3" "$2"
  as_root mke2fs -q -t ext4 -d "$1" "$2"
}
