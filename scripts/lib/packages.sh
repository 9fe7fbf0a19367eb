# shellcheck shell=bash
# What each purpose needs of Debian 12, and installing what is missing of it. Sourced, not run.

# A compiler, the libraries, and scdoc for the man pages.
# shellcheck disable=SC2034  # the scripts that source this file use the lists
build_packages=(
  g++ cmake ninja-build pkg-config scdoc
  libcli11-dev libfmt-dev nlohmann-json3-dev
  libssl-dev libsqlitecpp-dev libsqlite3-dev libcurl4-openssl-dev libseccomp-dev
  libpoppler-cpp-dev libpoppler-private-dev poppler-data libmd4c-dev libuchardet-dev libicu-dev
  libtesseract-dev libleptonica-dev tesseract-ocr-eng
  libzip-dev libpugixml-dev libexpat1-dev libgumbo-dev zlib1g-dev libzstd-dev
  libcairo2-dev libpango1.0-dev libharfbuzz-dev libfontconfig-dev fonts-dejavu-core
)

# Ceph's S3 server.
server_packages=(ceph-mon ceph-osd radosgw ceph-common curl openssl)

# The tests' own library, the tools they watch and hurt the program with, and the S3 server.
# shellcheck disable=SC2034
test_packages=(
  git python3 python3-openpyxl libxml2-utils doctest-dev libvalijson-dev gzip zstd poppler-utils
  curl faketime jq openssl procps sqlite3 strace util-linux
  bash-completion fish mandoc zsh
  "${server_packages[@]}"
)

# shellcheck disable=SC2034
check_packages=(clang-format-14 clang-tidy-14 shellcheck)

# shellcheck disable=SC2034
fuzz_packages=(clang-14 libclang-rt-14-dev)

# The programs we compare with, and what makes long documents for them to read.
# shellcheck disable=SC2034
benchmark_packages=(python3 pandoc poppler-utils groff rclone awscli s3cmd)

# Prints those of the named packages that are not installed, one a line.
missing_packages() {
  local installed package
  installed=" $(dpkg-query --show --showformat '${binary:Package} ${db:Status-Status}\n' 2>/dev/null |
    sed -n 's/\(:[^ ]*\)\{0,1\} installed$//p' | tr '\n' ' ') "
  for package in "$@"; do
    [[ "$installed" == *" $package "* ]] || echo "$package"
  done
}

as_root() {
  if [[ "$(id -u)" == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "This needs root. Run as root, or install sudo: $*" >&2
    return 1
  fi
}

# Installs the named packages as far as they are missing, and says which.
install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  if [[ ${#missing[@]} == 0 ]]; then
    return
  fi
  echo "Installing with apt-get: ${missing[*]}"
  local apt_get=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  as_root "${apt_get[@]}" update
  as_root "${apt_get[@]}" install --yes --no-install-recommends "${missing[@]}"
}
