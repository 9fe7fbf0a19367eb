# shellcheck shell=bash
# Configuring and building a preset. Sourced, not run, from the top of the tree.

# What ccache keeps then serves another clone of the tree too.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true

# build_preset PRESET [TARGET…]: ninja decides what there is to do; ccache helps where it is installed.
build_preset() {
  local preset=$1 targets=()
  shift
  # As a variable it counts for a new build folder only: one that is there is not built again for it.
  if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
  if [[ $# -gt 0 ]]; then
    targets=(--target "$@")
  fi
  cmake --preset "$preset"
  cmake --build --preset "$preset" --parallel "$(nproc)" "${targets[@]}"
}

# step TEXT: a line that is found again in a long log.
step() {
  printf '\n== %s (%d s since the start)\n' "$*" "$SECONDS"
}
