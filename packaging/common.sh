# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# What ./run, ./test and .ci/run share: finding missing packages, and configuring and building a
# preset only when something changed. To be sourced by bash; the caller sets $root to the top of
# the tree. Everything here speaks on stderr only, so that the program's stdout stays its own.
# shellcheck shell=bash disable=SC2034,SC2154

# Debian 12's names. The Qt plugins that a window needs at run time come with these.
readonly BUILD_PACKAGES=(
    cmake ninja-build g++ pkg-config
    qt6-base-dev qt6-websockets-dev qt6-httpserver-dev qt6-svg-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qt6-translations-l10n libqt6sql6-sqlite libyaml-cpp-dev libedit-dev
)
readonly TEST_PACKAGES=(
    xvfb xauth fonts-dejavu-core fonts-noto-cjk json-schema-test-suite python3-websockets chromium systemd
    doxygen
)
readonly CI_PACKAGES=(
    ccache clang libclang-rt-14-dev clang-format-14 desktop-file-utils appstream dpkg-dev git
)
readonly REQUIRED_TOOLS=(cmake ninja c++)

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "error: $*"
    exit 1
}

is_debian() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null &&
        grep -Eqs '^ID="?debian"?$' /etc/os-release
}

# Prints those of the given packages that are not installed, one a line.
missing_packages() {
    local installed package
    # dpkg-query fails when it does not know one of the names: that is an answer, not an error.
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null) || true
    for package in "$@"; do
        [[ $'\n'$installed$'\n' == *$'\n'"$package installed"$'\n'* ]] || printf '%s\n' "$package"
    done
}

install_packages() {
    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "these packages are missing, and there is no sudo to" \
            "install them with. As root, run: apt-get install $*"
        as_root=(sudo)
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get -q -o DPkg::Lock::Timeout=300)
    say "Installing: $*"
    "${apt[@]}" update >&2 || die "apt-get update failed (see above): is there a network?"
    "${apt[@]}" install -y --no-install-recommends "$@" >&2 ||
        die "apt-get could not install: $* (see above)"
}

# Elsewhere the packages have other names: say once what is needed, and let CMake have its word.
explain_packages() {
    local tool
    for tool in "${REQUIRED_TOOLS[@]}"; do
        command -v "$tool" >/dev/null && continue
        die "'$tool' was not found. This is not Debian, so please install what these Debian" \
            "packages hold, then start again: $*"
    done
    say "note: this is not Debian, so nothing is installed automatically. If the build misses" \
        "something, these are the Debian packages that it needs: $*"
}

# ensure_packages NAME...: installs what is missing; silent when nothing is.
ensure_packages() {
    if ! is_debian; then
        [[ -e $root/build/packages-explained ]] && return
        explain_packages "$@"
        mkdir -p "$root/build"
        : >"$root/build/packages-explained"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

# Whether these arguments of neuro-relay open its window: no command does, wherever it stands.
opens_window() {
    while (($# > 0)); do
        case $1 in
        --headless | --help | --help-all | -h | --version | -v) return 1 ;;
        # What follows these belongs to them.
        --config | --backend | --intermediary | --status | --randy | --upstream | --decide | \
            --record | --data-dir | --url | --token | --log-level) shift ;;
        -*) ;;
        *) return 1 ;;
        esac
        (($# == 0)) || shift
    done
}

build_jobs() {
    nproc 2>/dev/null || echo 2
}

# Many tests wait for sockets and timers most of their time.
test_jobs() {
    echo $(($(build_jobs) + 1))
}

# Configures what was never configured, what was copied from another place together with its build
# folder, and what has older presets (CMake does not watch them). Ninja notices everything else.
configure_preset() {
    local preset=$1 dir=$root/build/$1 home='' fresh=()
    [[ ! -e $dir/CMakeCache.txt ]] ||
        home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$dir/CMakeCache.txt")
    if [[ -e $dir/build.ninja && $home == "$root" ]]; then
        [[ $root/CMakePresets.json -nt $dir/build.ninja ]] || return 0
    else
        fresh=(--fresh)
    fi
    say "Configuring $preset"
    (cd -- "$root" && cmake --preset "$preset" "${fresh[@]}") >&2 ||
        die "configuring the preset '$preset' failed (see above)"
    touch "$dir/build.ninja"
}

# build_preset PRESET [TARGET...]: builds into build/PRESET; silent when it is up to date.
build_preset() {
    local preset=$1 plan
    shift
    configure_preset "$preset"
    local ninja=(ninja -C "$root/build/$preset" -j "$(build_jobs)")
    plan=$("${ninja[@]}" -n "$@" 2>&1) || true
    [[ $plan == *"no work to do"* ]] && return
    "${ninja[@]}" "$@" >&2 || die "building the preset '$preset' failed (see above)"
}
