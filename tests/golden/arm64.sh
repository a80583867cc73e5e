#!/bin/sh
# Are the golden pixels of compose the same on Arm? Cross-builds compose_hashes for arm64, runs it
# under qemu and compares with compose.txt.
#
#   apt-get install g++-aarch64-linux-gnu qemu-user-static
#   tests/golden/arm64.sh [WORK_FOLDER]
#
# The arm64 libraries are fetched with the machine's own apt sources into the work folder and
# unpacked there; the system itself stays as it is.
set -eu

source_dir=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-${TMPDIR:-/tmp}/bangtin-arm64}
root=$work/root
lib=$root/usr/lib/aarch64-linux-gnu
mkdir -p "$work/lists/partial" "$work/archives/partial" "$work/objects" "$root"
touch "$work/status"

if [ ! -e "$lib/libharfbuzz.so" ]; then
  fetch() {
    apt-get -q -o APT::Architecture=arm64 -o APT::Architectures=arm64 \
      -o Dir::State::status="$work/status" -o Dir::State::lists="$work/lists" \
      -o Dir::Cache::archives="$work/archives" -o Dir::Cache::pkgcache= \
      -o Dir::Cache::srcpkgcache= -o Debug::NoLocking=1 -o APT::Sandbox::User=root \
      -o APT::Install-Recommends=0 "$@"
  }
  fetch update
  fetch install --yes --download-only libfreetype-dev libharfbuzz-dev libicu-dev libpng-dev libfmt-dev
  for package in "$work"/archives/*.deb; do
    dpkg-deb -x "$package" "$root"
  done
fi

sources="
  shared/base/check.cpp shared/base/clock.cpp shared/base/files.cpp shared/base/ids.cpp
  shared/base/log.cpp
  $(cd "$source_dir" && echo shared/model/*.cpp shared/compose/*.cpp)
  tests/shared/compose/samples.cpp tests/golden/compose_hashes.cpp"
objects=
for file in $sources; do
  object=$work/objects/$(echo "$file" | tr / _).o
  objects="$objects $object"
  aarch64-linux-gnu-g++ -std=c++20 -O2 -ffp-contract=off -I"$source_dir" \
    -isystem "$root/usr/include/freetype2" -isystem "$root/usr/include/harfbuzz" \
    -isystem "$root/usr/include/libpng16" -idirafter "$root/usr/include" \
    -c "$source_dir/$file" -o "$object"
done
# The libraries by file: with -L the linker would meet the C library's script of absolute paths.
# shellcheck disable=SC2086
aarch64-linux-gnu-g++ $objects -o "$work/compose_hashes" \
  "$lib/libpng16.so" "$lib/libfreetype.so" "$lib/libharfbuzz.so" "$lib/libicuuc.so" \
  "$lib/libicudata.so" "$lib/libfmt.so" \
  -Wl,-rpath-link,"$lib" -Wl,-rpath-link,"$root/lib/aarch64-linux-gnu"

qemu-aarch64-static -L "$root" "$work/compose_hashes" > "$work/compose.txt"
if diff "$source_dir/tests/golden/compose.txt" "$work/compose.txt"; then
  echo "the same on arm64: $(wc -l < "$work/compose.txt") cases"
else
  echo "arm64 differs in the lines above" >&2
  exit 1
fi
