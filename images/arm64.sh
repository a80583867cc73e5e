# Sourced by `./dev build arm64`: a Debian 12 with the cross compiler and the arm64 libraries in
# $cache/arm64; there all programs are built, some tests and the golden pixels are run under
# qemu-user, and the packages are made, into build/arm64/packages.
# shellcheck shell=bash

arm64_system=$cache/arm64

# Of what `./dev` installs: the libraries for arm64, the tools as they are.
arm64_libraries() {
  local package
  for package in "${packages[@]}"; do
    case $package in
      nlohmann-json3-dev | libcli11-dev | libclang*) ;;
      lib*-dev) printf '%s:arm64\n' "$package" ;;
    esac
  done
}

# Prepared once, and again when the list of what is needed is another: the list is kept there.
prepare_arm64() {
  local libraries
  mapfile -t libraries < <(arm64_libraries)
  [ "$(cat "$arm64_system/.prepared" 2>/dev/null)" = "${libraries[*]}" ] && return
  make_chroot "$arm64_system"
  say "trình dịch và thư viện arm64 / the cross compiler and the arm64 libraries"
  # shellcheck disable=SC2016  # expanded by the inner shell
  in_chroot "$arm64_system" sh -c '
    dpkg --add-architecture arm64 && apt-get update -q &&
    apt-get install -qy crossbuild-essential-arm64 cmake ninja-build ccache pkg-config dpkg-dev \
      file python3 qemu-user-static fonts-noto-core fonts-materialdesignicons-webfont fonts-liberation2 \
      nlohmann-json3-dev libcli11-dev "$@"' apt "${libraries[@]}" >"$arm64_system.log" 2>&1 ||
    die "apt: $arm64_system.log" "$(tail -n 5 "$arm64_system.log")"
  echo "${libraries[*]}" | as_root tee "$arm64_system/.prepared" >/dev/null
}

in_arm64() {
  mkdir -p "$cache/ccache-arm64"
  in_chroot "$arm64_system" --bind "$root" "$root" --bind "$imgui_folder" "$imgui_folder" \
    --bind "$cache/ccache-arm64" /ccache env -C "$root" CCACHE_DIR=/ccache \
    CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1 XDG_CACHE_HOME="$(dirname "$cache")" \
    DEB_HOST_ARCH=arm64 "$@"
}

arm64_programs=(bangtin-player bangtin-agent bangtin-decode bangtin-server bangtin-ingest bangtinctl
  bangtin-manager)

# Workers cannot be started there: qemu-user runs one program, not those that it starts, and knows
# no seccomp. So only tests of one process run; those of the workers and their cages run on a kernel
# for Arm (--boot, tests/packages/check_arm64).
arm64_tests=(base_test crypto_test model_test trust_test protocol_test compose_test
  player_core_test)

try_arm64() {
  local name
  say "thử dưới qemu-user / tests under qemu-user"
  for name in "${arm64_tests[@]}"; do
    in_arm64 qemu-aarch64-static "build/arm64/bin/$name" --gtest_brief=1 || die "arm64: $name"
  done
  in_arm64 qemu-aarch64-static build/arm64/bin/compose_hashes >build/arm64/compose.txt
  diff tests/golden/compose.txt build/arm64/compose.txt ||
    die "điểm ảnh trên arm64 khác / the golden pixels differ on arm64"
  say "$(wc -l <build/arm64/compose.txt) hình giống nhau / golden pictures are the same on arm64"
}

build_arm64() {
  prepare_arm64
  say "dựng / building: arm64"
  in_arm64 cmake --preset arm64 --log-level=WARNING || die "cmake --preset arm64"
  in_arm64 cmake --build build/arm64 "$@" --target "${arm64_programs[@]}" compose_hashes \
    "${arm64_tests[@]}" ||
    die "không dựng được / the build failed: arm64"
  try_arm64
  rm -rf build/arm64/packages
  in_arm64 cpack --config build/arm64/CPackConfig.cmake >build/arm64/package.log 2>&1 ||
    die "không đóng gói được / cpack failed" "$(tail -n 5 build/arm64/package.log)"
  ls -1 build/arm64/packages/*.deb
}
